import type { JoinedRoom } from "@encrptalk/protocol";

/** A joined room as a list shows it. */
export interface RoomRow extends Readonly<JoinedRoom> {
  /** `messageCount` − `read`. */
  readonly unread: number;
}

/** The joined rooms, the most recently active first. */
export interface RoomList {
  /** `false` until the first sync: an empty list means nothing before. */
  readonly loaded: boolean;
  readonly rows: readonly RoomRow[];
}
