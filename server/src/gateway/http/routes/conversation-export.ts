import * as z from "zod/mini";
import { exportConversation } from "../../../desk/index.ts";
import type { Gateway } from "../../gateway.ts";
import { parseAccountId } from "../account-id.ts";
import { fileRoute, type Route } from "../route.ts";

const TYPES = { html: "text/html", json: "application/json" } as const;

/** One student's conversation as a file, for staff. */
export const conversationExportRoutes = ({ rooms, school }: Gateway): Route[] => [
  fileRoute({
    method: "GET",
    path: "/api/desk/students/:studentId/export",
    summary: "A student's whole conversation, to read or for programs, with times in the school's time zone",
    access: "admin",
    query: z.strictObject({ format: z._default(z.enum(["html", "json"]), "html") }),
    fileTypes: Object.values(TYPES),
    async handle({ actor, params, query: { format } }) {
      const studentId = parseAccountId(params.studentId);
      const { name: schoolName, timeZone } = await school.settings();
      const { name, text } = await exportConversation(rooms, actor, studentId, {
        format,
        school: schoolName,
        timeZone,
      });
      return { name, type: `${TYPES[format]}; charset=utf-8`, content: text };
    },
  }),
];
