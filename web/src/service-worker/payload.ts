import { type PushPayload, pushPayloadSchema } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** What a push says; `null`: nothing that this version understands. */
export function readPayload(data: Pick<PushMessageData, "json"> | null): PushPayload | null {
  try {
    return pushPayloadSchema.safeParse(data?.json()).data ?? null;
  } catch {
    return null;
  }
}

type Told = Exclude<PushPayload, { type: "read" }>;

/** The words of a notification. */
export function wordsOf(payload: Told): { title: string; body: string } {
  const { place } = payload;
  if (payload.type === "conversation") return { title: place, body: m.notify_conversation_opened() };
  const { sender, text, unread } = payload;
  const title = unread > 1 ? m.notify_place_count({ place, count: unread }) : place;
  if (text !== null) return { title, body: m.notify_body({ name: sender, text }) };
  return { title, body: m.notify_body_untold({ count: unread, name: sender }) };
}
