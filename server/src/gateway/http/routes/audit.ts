import { auditPageSchema, auditQuerySchema } from "@encrptalk/protocol";
import { listAudit } from "../../../audit/index.ts";
import type { Gateway } from "../../gateway.ts";
import { type Route, route } from "../route.ts";

/** Who did what, for administrators. */
export const auditRoutes = ({ rooms, largeReads }: Gateway): Route[] => [
  route({
    method: "GET",
    path: "/api/audit",
    summary: "The audit log, newest first: of one kind, about one person, in a span of time",
    access: "admin",
    query: auditQuerySchema,
    result: auditPageSchema,
    handle: async ({ actor, query }) => ({
      result: await largeReads.take(actor, () => listAudit(rooms.store, actor, query)),
    }),
  }),
];
