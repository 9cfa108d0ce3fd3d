import type { AccountId, JoinedRoom } from "@encrptalk/protocol";

/** A joined room as a list shows it, or a conversation that staff have open. */
export interface RoomRow extends Readonly<Omit<JoinedRoom, "position">> {
  /** `messageCount` − `read`. */
  readonly unread: number;
}

/** The joined rooms, the most recently active first. */
export interface RoomList {
  /** `false` until the first sync: an empty list means nothing before. */
  readonly loaded: boolean;
  readonly rows: readonly RoomRow[];
}

export function rowOf({ position: _, ...room }: JoinedRoom): RoomRow {
  return withUnread({ ...room, unread: 0 });
}

/** A conversation of a student, seen from the desk: `me` is no member of it. */
export const isFollowed = ({ conversation }: RoomRow, me: AccountId | null): boolean =>
  conversation !== null && conversation.studentId !== me;

/** The row with its own read mark at least at `read`. */
export const readUpTo = (row: RoomRow, read: number): RoomRow =>
  read <= row.read ? row : withUnread({ ...row, read: Math.min(read, row.messageCount) });

export const withUnread = (row: RoomRow): RoomRow => ({
  ...row,
  unread: Math.max(0, row.messageCount - row.read),
});

/** By the last message, the newest first; for display only. */
export const byActivity = (a: RoomRow, b: RoomRow): number =>
  activityOf(b) - activityOf(a) || (a.roomId < b.roomId ? -1 : 1);

const activityOf = (row: RoomRow): number => row.lastMessage?.at ?? row.createdAt;
