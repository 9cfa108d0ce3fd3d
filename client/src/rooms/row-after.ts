import type { AccountId, ConversationStatus, MessageSent, RoomEvent } from "@encrptalk/protocol";
import type { AnyEvent } from "../wire/any-event.ts";
import { amended } from "./amend.ts";
import { type RoomRow, withUnread } from "./room-row.ts";

/** A room's row after the next event of its log, as `me` sees it. */
export function rowAfter(row: RoomRow, event: AnyEvent, me: AccountId | null): RoomRow {
  const next = { ...row, head: event.seq };
  if (event.type !== "unknown") return { ...next, ...changes(row, event, me) };
  // A message that cannot be read counts all the same.
  return event.number === undefined ? next : withUnread({ ...next, messageCount: event.number });
}

function changes(row: RoomRow, event: RoomEvent, me: AccountId | null): Partial<RoomRow> {
  switch (event.type) {
    case "message.sent":
      return afterMessage(row, event, me);
    case "message.edited":
    case "message.deleted":
      return row.lastMessage?.seq === event.target ? { lastMessage: amended(row.lastMessage, event) } : {};
    case "room.renamed":
      return { title: event.title };
    case "room.archived":
      return { archived: true };
    case "room.restored":
      return { archived: false };
    case "member.joined":
      return { memberCount: row.memberCount + 1 };
    case "member.left":
      return { memberCount: row.memberCount - 1 };
    case "encryption.raised":
      return { encryption: event.mode };
    case "conversation.closed":
      return withStatus(row, "closed");
    case "conversation.reopened":
      return withStatus(row, "active");
    case "room.created":
      return {};
  }
}

const withStatus = ({ conversation }: RoomRow, status: ConversationStatus): Partial<RoomRow> =>
  conversation === null ? {} : { conversation: { ...conversation, status } };

/** Sending moves one's own read mark. */
function afterMessage(row: RoomRow, event: MessageSent, me: AccountId | null): Partial<RoomRow> {
  const read = event.sender.accountId === me ? event.number : row.read;
  return { messageCount: event.number, lastMessage: event, read, unread: Math.max(0, event.number - read) };
}
