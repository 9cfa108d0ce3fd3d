import type { AccountId, Notify, Position, RoomId, RoomKind, Timestamp } from "@encrptalk/protocol";

/** Rooms with all of their readers, or one account with those of its rooms that changed since. */
export type WaitingQuery = { roomIds: readonly RoomId[] } | { accountId: AccountId; after: Position };

/** A room with what its readers have not read. */
export interface WaitingRoom {
  roomId: RoomId;
  kind: RoomKind;
  title: string;
  messageCount: number;
  /** Whose conversation it is. */
  student: { accountId: AccountId; name: string } | null;
  started: { by: AccountId; position: Position; at: Timestamp } | null;
  /** The newest ones, oldest first, and older ones that mention somebody; none that is deleted. */
  messages: WaitingMessage[];
  /** Accounts that may enter. */
  readers: Reader[];
}

export interface WaitingMessage {
  number: number;
  position: Position;
  at: Timestamp;
  senderId: AccountId;
  senderName: string;
  /** Its beginning; `null` when it is encrypted. */
  text: string | null;
  mentions: AccountId[];
}

export interface Reader {
  accountId: AccountId;
  read: number;
  notify: Notify;
}
