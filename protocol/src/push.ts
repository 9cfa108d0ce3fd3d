import * as z from "zod/mini";
import { roomIdSchema } from "./ids.ts";

/** The server's key (VAPID, RFC 8292), base64url: what a browser subscribes with. */
export const pushKeySchema = z.object({ publicKey: z.string() });
export type PushKey = z.infer<typeof pushKeySchema>;

/** Where and how this device is pushed to: what `PushSubscription.toJSON()` gives (RFC 8030, RFC 8291). */
export const pushSubscriptionSchema = z.strictObject({
  endpoint: z.url().check(z.maxLength(1_000)),
  keys: z.strictObject({
    p256dh: z.string().check(z.regex(/^[A-Za-z0-9_-]{80,100}={0,2}$/)),
    auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,40}={0,2}$/)),
  }),
});
export type PushSubscriptionInput = z.infer<typeof pushSubscriptionSchema>;

/** What reaches the service worker. `lang`-neutral: the worker says it in the browser's language. */
export const pushPayloadSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message"),
    roomId: roomIdSchema,
    /** What stands for the room: the school's name, a student's, a group's title. */
    place: z.string(),
    /** Who wrote last. */
    sender: z.string(),
    /** Unread messages in the room. */
    unread: z.int(),
    /** Only where the school allows it; cut to what a notification shows. */
    text: z.nullable(z.string()),
    /** Path within the site that opens the room at the first unread message. */
    path: z.string(),
  }),
  /** Staff have started a conversation. */
  z.object({ type: z.literal("conversation"), roomId: roomIdSchema, place: z.string(), path: z.string() }),
  /** The room was read on another device. */
  z.object({ type: z.literal("read"), roomId: roomIdSchema }),
]);
export type PushPayload = z.infer<typeof pushPayloadSchema>;
