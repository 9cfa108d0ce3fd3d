import type { AccountId, MessageSent, RoomEvent, Seq } from "@encrptalk/protocol";
import type { KnownRoom } from "./client-model.ts";

type EventOf<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;

/** Brings what a client knows of a room one event further: the next one, live or caught up with. */
export function applyEvent(room: KnownRoom, event: RoomEvent, me: AccountId): void {
  const { row } = room;
  if (event.seq !== row.head + 1) throw new Error(`event ${event.seq} after ${row.head}`);
  row.head = event.seq;
  room.events.set(event.seq, structuredClone(event));
  switch (event.type) {
    case "message.sent":
      return applySent(room, event, me);
    case "message.edited":
      return applyEdited(room, event);
    case "message.deleted":
      return applyDeleted(room, event);
    case "room.created":
    case "room.renamed":
      row.title = event.title;
      return;
    case "room.archived":
    case "room.restored":
      row.archived = event.type === "room.archived";
      return;
    case "member.joined":
      row.memberCount += 1;
      return;
    case "member.left":
      row.memberCount -= 1;
      room.receipts.delete(event.accountId);
      return;
    case "conversation.closed":
    case "conversation.reopened":
      if (row.conversation)
        row.conversation.status = event.type === "conversation.closed" ? "closed" : "active";
      return;
    case "encryption.raised":
      row.encryption = event.mode;
      return;
  }
}

function applySent({ row, receipts }: KnownRoom, event: EventOf<"message.sent">, me: AccountId): void {
  const { accountId } = event.sender;
  row.messageCount = event.number;
  row.lastMessage = structuredClone(event);
  receipts.set(accountId, { accountId, delivered: event.number, read: event.number });
  if (accountId === me) row.read = event.number;
}

/** An edit older than the one that the message already shows changes nothing. */
function applyEdited(room: KnownRoom, { seq, at, target, body }: EventOf<"message.edited">): void {
  for (const message of messages(room, target)) {
    if ((message.edited?.seq ?? 0) >= seq) continue;
    message.body = body;
    message.edited = { seq, at };
  }
}

function applyDeleted(room: KnownRoom, { seq, at, sender, target }: EventOf<"message.deleted">): void {
  for (const message of messages(room, target)) {
    message.body = null;
    message.deleted = { seq, at, sender };
  }
  for (const edit of room.events.values()) {
    if (edit.type === "message.edited" && edit.target === target) edit.body = null;
  }
}

/** A message wherever the client holds it: in the log, and as the last one of the row. */
const messages = ({ events, row }: KnownRoom, seq: Seq): MessageSent[] =>
  [events.get(seq), row.lastMessage].flatMap((event) =>
    event?.type === "message.sent" && event.seq === seq ? [event] : [],
  );
