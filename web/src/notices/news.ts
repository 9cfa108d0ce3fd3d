import type { AccountId, RoomId } from "@encrptalk/protocol";

/** Something that somebody else did, of which this person wants to be told. */
export interface News {
  kind: "message" | "mention" | "opened";
  roomId: RoomId;
  /** Whose conversation it is, to staff at their desk. */
  studentId: AccountId | null;
  /** Of the message, in its room; 0: the conversation was opened, nobody has written yet. */
  number: number;
  /** Of the room. */
  unread: number;
  /** What the place is called: the school, a student, a group. */
  place: string;
  /** Whether the place is the school, to one of its students. */
  fromSchool: boolean;
  sender: string;
  /** The message's beginning, on one line. */
  text: string;
  /** Where it is to be read. */
  path: string;
}

/** Whether the person looks at the room now. */
export const isInView = ({ path }: Pick<News, "path">): boolean => location.pathname === path && isLooking();

export const isLooking = (): boolean => document.visibilityState === "visible" && document.hasFocus();
