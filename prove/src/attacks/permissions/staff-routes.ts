import { STAFF } from "./may.ts";
import { type RouteRow, read } from "./route-row.ts";

const ROSTER = { csv: "Name,Email,Roll ID,Class\nZoe,zoe@hill.example,ZOE-1,10 B" };

/** The desk, people, lists of students and the audit log: all of them are for staff. */
export const STAFF_ROUTES: Readonly<Record<string, readonly RouteRow[]>> = {
  "GET /api/desk/students": [read("/api/desk/students", STAFF)],
  "GET /api/desk/students/{studentId}": [
    { may: STAFF, writes: false, ask: (_, { studentId }) => ({ path: `/api/desk/students/${studentId}` }) },
  ],
  "GET /api/desk/students/{studentId}/export": [
    {
      on: "to read",
      may: STAFF,
      writes: false,
      ask: (_, { studentId }) => ({ path: `/api/desk/students/${studentId}/export` }),
    },
    {
      on: "for programs",
      may: STAFF,
      writes: false,
      ask: (_, { studentId }) => ({ path: `/api/desk/students/${studentId}/export?format=json` }),
    },
  ],
  "GET /api/desk/counts": [read("/api/desk/counts", STAFF)],
  "GET /api/desk/overview": [read("/api/desk/overview", STAFF)],
  "GET /api/desk/classes": [read("/api/desk/classes", STAFF)],
  "GET /api/audit": [read("/api/audit", STAFF)],
  "GET /api/people": [read("/api/people", STAFF)],
  "POST /api/people": [
    {
      may: STAFF,
      writes: true,
      ask: (scene) => ({
        path: "/api/people",
        body: { role: "admin", name: "Mallory", email: `${scene.fresh("mallory")}@hill.example` },
      }),
    },
  ],
  "PATCH /api/people/{accountId}": [
    {
      may: STAFF,
      writes: true,
      ask: (scene, { studentId }) => ({
        path: `/api/people/${studentId}`,
        body: { className: scene.fresh("10") },
      }),
    },
  ],
  "POST /api/people/{accountId}/deactivate": [
    {
      may: STAFF,
      writes: true,
      ask: async (scene) => ({ path: `/api/people/${(await scene.invite()).accountId}/deactivate` }),
    },
  ],
  "POST /api/people/{accountId}/reactivate": [
    {
      may: STAFF,
      writes: true,
      ask: async (scene) => {
        const { accountId } = await scene.invite();
        await scene.school.rao.ask("POST", `/api/people/${accountId}/deactivate`);
        return { path: `/api/people/${accountId}/reactivate` };
      },
    },
  ],
  "POST /api/people/{accountId}/link": [
    { may: STAFF, writes: true, ask: (_, { studentId }) => ({ path: `/api/people/${studentId}/link` }) },
  ],
  "POST /api/roster/check": [
    { may: STAFF, writes: false, ask: () => ({ path: "/api/roster/check", body: ROSTER }) },
  ],
  "POST /api/roster/import": [
    {
      may: STAFF,
      writes: true,
      ask: (scene) => {
        const row = `Zoe,${scene.fresh("zoe")}@hill.example,${scene.fresh("ZOE")},10 B`;
        return { path: "/api/roster/import", body: { csv: `Name,Email,Roll ID,Class\n${row}` } };
      },
    },
  ],
  "POST /api/roster/invitations": [
    {
      may: STAFF,
      writes: true,
      ask: async (scene) => {
        await scene.invite();
        return { path: "/api/roster/invitations", body: { className: "10 B" } };
      },
    },
  ],
  "GET /api/roster/export": [read("/api/roster/export", STAFF)],
};
