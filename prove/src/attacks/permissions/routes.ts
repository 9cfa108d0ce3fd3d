import { DEFAULT_DISPLAY_SETTINGS } from "@encrptalk/protocol";
import { PASSWORD } from "../../program/school.ts";
import { EVERYONE, MEMBERS, OWNER, PARTIES, STAFF } from "./may.ts";
import { type RouteRow, read } from "./route-row.ts";
import { METRICS_TOKEN, SUBSCRIPTION } from "./scene.ts";
import { STAFF_ROUTES } from "./staff-routes.ts";

/** What is for whoever runs the server, and so no part of the API that describes itself. */
export const BESIDE_THE_API: Readonly<Record<string, readonly RouteRow[]>> = {
  "GET /metrics": [
    { on: "as who they are", ...read("/metrics", { anyone: "unauthenticated" }) },
    {
      on: "with the operator's token",
      may: { anyone: "done" },
      writes: false,
      ask: () => ({ path: "/metrics", headers: { authorization: `Bearer ${METRICS_TOKEN}` } }),
    },
  ],
};

/** A row for each route of the program; what `/api/commands` takes has rows of its own. */
export const ROUTES: Readonly<Record<string, readonly RouteRow[]>> = {
  "GET /api/school": [read("/api/school", { anyone: "done" })],
  "POST /api/set-up": [
    {
      may: { anyone: "set-up-done" },
      writes: false,
      ask: (scene) => ({
        path: "/api/set-up",
        body: {
          code: scene.usedSetUpCode,
          schoolName: "Mine",
          name: "Mallory",
          email: "mallory@hill.example",
          password: PASSWORD,
        },
      }),
    },
  ],
  "POST /api/sign-in": [
    {
      may: { anyone: "done" },
      writes: true,
      ask: async (scene, _, caller) => ({
        path: "/api/sign-in",
        body: { identifier: scene.callers.nobody.person?.me.email, password: PASSWORD },
        headers: await scene.spare(caller),
      }),
    },
  ],
  "POST /api/links/inspect": [
    {
      may: { anyone: "done" },
      writes: false,
      ask: async (scene) => ({ path: "/api/links/inspect", body: { token: (await scene.invite()).token } }),
    },
  ],
  "POST /api/links/redeem": [
    {
      may: { anyone: "done" },
      writes: true,
      ask: async (scene, _, caller) => ({
        path: "/api/links/redeem",
        body: { token: (await scene.invite()).token, password: PASSWORD },
        headers: await scene.spare(caller),
      }),
    },
  ],
  "POST /api/sign-out": [
    {
      may: EVERYONE,
      writes: true,
      ask: async (scene, _, caller) => ({ path: "/api/sign-out", headers: await scene.spare(caller) }),
    },
  ],
  "GET /api/me": [read("/api/me", EVERYONE)],
  "PATCH /api/me/settings": [
    {
      may: EVERYONE,
      writes: true,
      ask: (scene) => ({
        path: "/api/me/settings",
        body: { ...DEFAULT_DISPLAY_SETTINGS, sound: scene.isEven() },
      }),
    },
  ],
  "POST /api/me/password": [
    {
      may: EVERYONE,
      writes: true,
      ask: async (scene, _, caller) => ({
        path: "/api/me/password",
        body: { current: PASSWORD, next: PASSWORD },
        headers: await scene.spareAccount(caller),
      }),
    },
  ],
  "GET /api/devices": [read("/api/devices", EVERYONE)],
  "POST /api/devices": [
    { may: EVERYONE, writes: true, ask: () => ({ path: "/api/devices", body: { name: "Bot" } }) },
  ],
  "POST /api/devices/sign-out-others": [
    {
      may: EVERYONE,
      writes: true,
      ask: async (scene, _, caller) => {
        const headers = await scene.spareAccount(caller);
        await scene.send("POST", "/api/devices", headers, { name: "Another" });
        return { path: "/api/devices/sign-out-others", headers };
      },
    },
  ],
  "DELETE /api/devices/{deviceId}": [
    {
      on: "a student's device",
      may: OWNER,
      writes: true,
      ask: async (scene, target) => ({ path: `/api/devices/${await scene.spareDevice(target)}` }),
    },
  ],
  "GET /api/push/key": [read("/api/push/key", EVERYONE)],
  "PUT /api/push/subscription": [
    {
      on: "the browser that everyone uses",
      may: { ...EVERYONE, program: "forbidden" },
      writes: true,
      ask: () => ({ path: "/api/push/subscription", body: SUBSCRIPTION }),
    },
  ],
  "DELETE /api/push/subscription": [
    {
      may: { ...EVERYONE, program: "nothing" },
      writes: true,
      ask: async (scene, _, { who, headers }) => {
        if (who !== "program") await scene.send("PUT", "/api/push/subscription", headers, SUBSCRIPTION);
        return { path: "/api/push/subscription" };
      },
    },
  ],
  "GET /api/school/settings": [read("/api/school/settings", EVERYONE)],
  "PATCH /api/school/settings": [
    {
      may: STAFF,
      writes: true,
      ask: (scene) => ({ path: "/api/school/settings", body: { name: scene.fresh("School") } }),
    },
  ],
  "GET /api/rooms": [
    { on: "those that can be joined", ...read("/api/rooms", EVERYONE) },
    { on: "archived ones", ...read("/api/rooms?archived=true", STAFF) },
  ],
  "GET /api/rooms/{roomId}/events": [
    {
      on: "a group room",
      may: MEMBERS,
      writes: false,
      ask: (_, { club }) => ({ path: `/api/rooms/${club}/events` }),
    },
    {
      on: "a conversation",
      may: PARTIES,
      writes: false,
      ask: (_, { talk }) => ({ path: `/api/rooms/${talk}/events?around=3` }),
    },
  ],
  "GET /api/rooms/{roomId}/members": [
    {
      on: "a group room",
      may: MEMBERS,
      writes: false,
      ask: (_, { club }) => ({ path: `/api/rooms/${club}/members` }),
    },
    {
      on: "a conversation",
      may: PARTIES,
      writes: false,
      ask: (_, { talk }) => ({ path: `/api/rooms/${talk}/members` }),
    },
  ],
  "GET /api/search": [
    { on: "a word of a secret", ...read("/api/search?q=horse", EVERYONE) },
    { on: "a student's name", ...read("/api/search?q=from%3AAsha", EVERYONE) },
  ],
  ...STAFF_ROUTES,
  ...BESIDE_THE_API,
  "POST /api/commands": [
    {
      on: "the least of them",
      may: EVERYONE,
      writes: false,
      ask: () => ({ path: "/api/commands", body: { id: "1", command: { type: "beat" } } }),
    },
  ],
  "POST /api/poll": [
    {
      may: EVERYONE,
      writes: false,
      ask: (_, { club, talk }) => ({
        path: "/api/poll",
        body: {
          sync: {
            type: "sync",
            epoch: null,
            school: 0,
            account: 0,
            desk: 0,
            rooms: [club, talk].map((roomId) => ({ roomId, seq: 0, position: 0 })),
          },
          waitMs: 0,
        },
      }),
    },
  ],
};

/** Every row with the route that it is of. */
export const ROUTE_ROWS = Object.entries(ROUTES).flatMap(([route, rows]) =>
  rows.map((row): [string, RouteRow & { method: string }] => [
    row.on ? `${route} (${row.on})` : route,
    { ...row, method: route.split(" ", 1)[0] ?? "" },
  ]),
);
