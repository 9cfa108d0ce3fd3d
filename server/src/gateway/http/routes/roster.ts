import {
  invitationsSchema,
  inviteStudentsSchema,
  MAX_ROSTER_BYTES,
  rosterCheckSchema,
  rosterImportedSchema,
  rosterSchema,
} from "@encrptalk/protocol";
import type { Gateway } from "../../gateway.ts";
import { fileRoute, type Route, route } from "../route.ts";

/** All students at once, for administrators. */
export const rosterRoutes = ({ accounts: { roster }, largeReads }: Gateway): Route[] => [
  route({
    method: "POST",
    path: "/api/roster/check",
    summary: "What an import of a list of students would do, with a verdict for each row; changes nothing",
    access: "admin",
    body: rosterSchema,
    maxBodyBytes: MAX_ROSTER_BYTES,
    result: rosterCheckSchema,
    handle: async ({ actor, body }) => ({
      result: await largeReads.take(actor, () => roster.check(body)),
    }),
  }),
  route({
    method: "POST",
    path: "/api/roster/import",
    summary: "Import a list of students: all rows or none",
    access: "admin",
    body: rosterSchema,
    maxBodyBytes: MAX_ROSTER_BYTES,
    result: rosterImportedSchema,
    handle: async ({ actor, body }) => ({
      result: await largeReads.take(actor, () => roster.import(actor, body)),
    }),
  }),
  route({
    method: "POST",
    path: "/api/roster/invitations",
    summary: "New invitations for students who have not signed in; earlier links of theirs stop working",
    access: "admin",
    body: inviteStudentsSchema,
    result: invitationsSchema,
    handle: async ({ actor, body, headers }) => ({
      result: await largeReads.take(actor, () => roster.invite(actor, body, { headers })),
    }),
  }),
  fileRoute({
    method: "GET",
    path: "/api/roster/export",
    summary: "All students who are not deactivated, as a list that can be imported",
    access: "admin",
    fileTypes: ["text/csv"],
    handle: async ({ actor }) => ({
      name: "students.csv",
      type: "text/csv; charset=utf-8",
      content: await largeReads.take(actor, () => roster.export(actor)),
    }),
  }),
];
