import type { AccountId, DeviceId, EventsQuery, MessageSent, RoomEvent, Sender } from "@encrptalk/protocol";

export const senderOf = (accountId: AccountId): Sender => ({
  accountId,
  deviceId: `${accountId}-phone` as DeviceId,
});

export const messagesOf = (log: readonly RoomEvent[]): MessageSent[] =>
  standing(log).filter((event) => event.type === "message.sent");

/** Each event as it stands now. */
export const standing = (log: readonly RoomEvent[]): RoomEvent[] =>
  log.map((event) => (event.type === "message.sent" ? standingMessage(event, log) : event));

function standingMessage(sent: MessageSent, log: readonly RoomEvent[]): MessageSent {
  let message = sent;
  for (const change of log) {
    if (!("target" in change) || change.target !== sent.seq) continue;
    const { seq, at, sender } = change;
    if (change.type === "message.edited") message = { ...message, body: change.body, edited: { seq, at } };
    else message = { ...message, body: null, deleted: { seq, at, sender } };
  }
  return message;
}

export function pageOf(
  log: readonly RoomEvent[],
  { before, after, around, limit = 50 }: Partial<EventsQuery>,
): { events: RoomEvent[]; hasOlder: boolean } {
  const last = Math.max(0, log.length - limit);
  const beginning = () => {
    if (before !== undefined) return Math.max(0, before - 1 - limit);
    if (after !== undefined) return after;
    return around === undefined ? last : Math.max(0, Math.min(around - 1 - (limit >> 1), last));
  };
  const from = beginning();
  const to = before === undefined ? from + limit : before - 1;
  return { events: standing(log).slice(from, to), hasOlder: from > 0 };
}
