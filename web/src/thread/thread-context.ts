import type { Room, RoomRow } from "@encrptalk/client";
import type { MessageSent, Seq } from "@encrptalk/protocol";
import { createContext, type RefObject, useContext } from "react";

/** What the parts of a thread share. */
export interface ThreadContextValue {
  room: Room;
  row: RoomRow;
  /** What the room is called here: a student room has no title of its own. */
  title: string;
  /** What one may do with a message. */
  reply: (message: MessageSent) => void;
  edit: (message: MessageSent) => void;
  askToDelete: (message: MessageSent) => void;
  /** Shows a message in its place. */
  show: (seq: Seq) => void;
  /** Shows the end of the log, whatever is unread before it. */
  showEnd: () => void;
  /** Set by `showEnd` until the end is shown: a new stretch otherwise opens at what is unread. */
  wantsEnd: RefObject<boolean>;
}

export const ThreadContext = createContext<ThreadContextValue | null>(null);

export function useThread(): ThreadContextValue {
  const thread = useContext(ThreadContext);
  if (thread === null) throw new Error("There is no thread around.");
  return thread;
}
