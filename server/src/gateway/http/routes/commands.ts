import { polledSchema, pollSchema, replyFrameSchema, requestSchema } from "@encrptalk/protocol";
import { answer } from "../../answer.ts";
import type { Gateway } from "../../gateway.ts";
import { poll } from "../../poll.ts";
import { type Route, route } from "../route.ts";

/** The way for those whose network does not carry WebSocket: the same commands, ids and answers. */
export const commandRoutes = (gateway: Gateway): Route[] => [
  route({
    method: "POST",
    path: "/api/commands",
    summary: "One command, as over WebSocket; answers with the same reply, its result as Result.<type> below",
    access: "signed-in",
    body: requestSchema,
    result: replyFrameSchema,
    handle: async ({ actor, body }) => {
      const { reply, status } = await answer(gateway, actor, { ok: true, request: body });
      return { result: reply, status };
    },
  }),
  route({
    method: "POST",
    path: "/api/poll",
    summary: "What the client misses: at once when there is something, else when there is, or after waitMs",
    access: "signed-in",
    body: pollSchema,
    result: polledSchema,
    handle: async ({ actor, body, signal }) => ({ result: await poll(gateway, actor, body, signal) }),
  }),
];
