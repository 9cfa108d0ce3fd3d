import { pushKeySchema, pushSubscriptionSchema } from "@encrptalk/protocol";
import * as z from "zod/mini";
import type { Notifications } from "../../../notifications/index.ts";
import { type Route, route } from "../route.ts";

/** How this browser is reached while no page of it is open. */
export const pushRoutes = (notifications: Notifications): Route[] => [
  route({
    method: "GET",
    path: "/api/push/key",
    summary: "What a browser subscribes to pushes with",
    access: "signed-in",
    result: pushKeySchema,
    handle: async () => ({ result: { publicKey: notifications.pushKey } }),
  }),
  route({
    method: "PUT",
    path: "/api/push/subscription",
    summary: "Push to this browser from now on",
    access: "signed-in",
    body: pushSubscriptionSchema,
    result: z.object({}),
    async handle({ actor, body }) {
      await notifications.subscribe(actor, body);
      return { result: {} };
    },
  }),
  route({
    method: "DELETE",
    path: "/api/push/subscription",
    summary: "Push to this browser no more",
    access: "signed-in",
    result: z.object({}),
    async handle({ actor }) {
      await notifications.unsubscribe(actor);
      return { result: {} };
    },
  }),
];
