import type { AccountId, RoomId } from "@encrptalk/protocol";

/** Something that somebody else did, of which a person may want to be told. */
export interface News {
  kind: "message" | "mention" | "opened";
  roomId: RoomId;
  /** Whose conversation it is, to staff at their desk. */
  studentId: AccountId | null;
  /** Of the message, in its room; 0: the conversation was opened, nobody has written yet. */
  number: number;
  /** What the place is called: the school, a student, a group. */
  place: string;
  sender: string;
  /** The message's beginning, on one line. */
  text: string;
  /** Where it is to be read. */
  path: string;
}

/** The toast of a room; a newer one takes the older one's place. */
export const toastKeyOf = (roomId: RoomId): string => `room:${roomId}`;
