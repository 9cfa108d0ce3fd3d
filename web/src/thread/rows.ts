import type { OutboxItem, TimelineEvent } from "@encrptalk/client";
import type { AccountId, DeviceId, MessageSent, RoomKind, Timestamp } from "@encrptalk/protocol";
import { dayOf } from "../text/days.ts";

/** Messages of one sender that follow within this time stand together. */
const TOGETHER_MS = 5 * 60_000;

type Joined = Extract<TimelineEvent, { type: "member.joined" }>;
/** A change of the room, told on a line of its own. */
export type Change = Exclude<TimelineEvent, MessageSent | Joined>;

/** One row of a thread. `key` stays the same while the row means the same, also when a message gets its number. */
export type Row = { key: string } & (
  | { kind: "top" }
  | { kind: "day"; at: Timestamp }
  | { kind: "unread" }
  /** `leads`: the first of its sender's group, which shows the name. */
  | { kind: "message"; message: MessageSent; leads: boolean }
  | { kind: "pending"; item: OutboxItem; leads: boolean }
  | { kind: "joined"; accountIds: readonly AccountId[]; at: Timestamp }
  | { kind: "change"; event: Change }
  | { kind: "end" }
);

interface Thread {
  events: readonly TimelineEvent[];
  pending: readonly OutboxItem[];
  firstUnread: number | null;
  me: { accountId: AccountId; deviceId: DeviceId };
  kind: RoomKind;
}

/** The rows of a thread, oldest first. */
export function rowsOf({ events, pending, firstUnread, me, kind }: Thread): Row[] {
  const rows: Row[] = [{ kind: "top", key: "top" }];
  let day = { from: 0, to: 0 };
  const beginDay = (at: Timestamp) => {
    if (at >= day.from && at < day.to) return;
    day = dayOf(at);
    rows.push({ kind: "day", key: dayKey(at), at });
  };
  for (const event of events) {
    // That the student is in it is what makes a student room; its beginning says the rest.
    if (kind === "student" && event.type === "member.joined") continue;
    beginDay(event.at);
    if (event.type === "message.sent") {
      if (event.number === firstUnread) rows.push({ kind: "unread", key: "unread" });
      const leads = !continues(rows.at(-1), event.sender.accountId, event.at, me.accountId);
      rows.push(messageRow(event, leads));
    } else if (event.type === "member.joined") addJoined(rows, event);
    else rows.push({ kind: "change", key: `event:${event.seq}`, event });
  }
  for (const item of pending) {
    beginDay(item.createdAt);
    const leads = !continues(rows.at(-1), me.accountId, item.createdAt, me.accountId);
    rows.push({ kind: "pending", key: messageKey(me.deviceId, item.messageId), item, leads });
  }
  rows.push({ kind: "end", key: "end" });
  return rows;
}

type MessageRow = Extract<Row, { kind: "message" }>;

const messageRows = new WeakMap<MessageSent, MessageRow>();

/** The same object for the same message, so that what shows it is not made anew when another one comes. */
function messageRow(message: MessageSent, leads: boolean): MessageRow {
  const known = messageRows.get(message);
  if (known?.leads === leads) return known;
  const key = messageKey(message.sender.deviceId, message.messageId);
  const row: MessageRow = { kind: "message", key, message, leads };
  messageRows.set(message, row);
  return row;
}

// Message ids are unique per sender's device only.
const messageKey = (deviceId: DeviceId, messageId: string) => `message:${deviceId}:${messageId}`;

const dayKey = (at: Timestamp) => `day:${new Date(at).toDateString()}`;

/** Whether a message stands together with the row before. */
function continues(before: Row | undefined, sender: AccountId, at: Timestamp, me: AccountId): boolean {
  if (before?.kind === "message") {
    return before.message.sender.accountId === sender && at - before.message.at < TOGETHER_MS;
  }
  return before?.kind === "pending" && sender === me && at - before.item.createdAt < TOGETHER_MS;
}

/** One line for all who join one after the other. */
function addJoined(rows: Row[], event: Joined) {
  const before = rows.at(-1);
  const earlier = before?.kind === "joined" ? before.accountIds : [];
  if (before?.kind === "joined") rows.pop();
  const accountIds = [...earlier.filter((accountId) => accountId !== event.accountId), event.accountId];
  rows.push({ kind: "joined", key: `event:${event.seq}`, accountIds, at: event.at });
}
