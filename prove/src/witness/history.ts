import type { EventPage, MessageSent, RoomEvent, RoomId } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";

const PAGE = 200;

/** A room's whole log as the server gives it to somebody who knows nothing, page by page over HTTP. */
export async function readHistory(person: Person, roomId: RoomId): Promise<RoomEvent[]> {
  const events: RoomEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const page = await person.ask<EventPage>(
      "GET",
      `/api/rooms/${roomId}/events?after=${after}&limit=${PAGE}`,
    );
    events.push(...page.events);
    if (page.events.length === 0 || (events.at(-1)?.seq ?? 0) >= page.head) return events;
  }
}

export const messagesIn = (events: readonly RoomEvent[]): MessageSent[] =>
  events.filter((event) => event.type === "message.sent");

/** `null`: deleted, or not to be read by the server. */
export const textOf = ({ body }: MessageSent): string | null => (body?.alg === "plain" ? body.text : null);
