import type { RoomRow } from "@encrptalk/client";
import type { MessageSent, Seq } from "@encrptalk/protocol";
import { createContext, type RefObject, useContext } from "preact/compat";
import { useSelected } from "../app/observe.ts";
import type { PausableRoom } from "./pausable-room.ts";

/** Of a room's row what each message needs: it stays the same object when only what was said last is another. */
export type ThreadRoom = Pick<RoomRow, "roomId" | "kind" | "archived" | "memberCount" | "conversation">;

/** The room's row without what each message changes. */
export type ThreadRow = Omit<RoomRow, "head" | "messageCount" | "lastMessage" | "read" | "unread">;

/** What one may do in a thread. */
export interface ThreadWays {
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

/** What the parts of a thread share. */
export interface ThreadContextValue extends ThreadWays {
  room: PausableRoom;
  row: ThreadRoom;
  /** What the room is called here: a student room has no title of its own. */
  title: string;
}

export const ThreadContext = createContext<ThreadContextValue | null>(null);
export const ThreadRowContext = createContext<ThreadRow | null>(null);

export function useThread(): ThreadContextValue {
  const thread = useContext(ThreadContext);
  if (thread === null) throw new Error("There is no thread around.");
  return thread;
}

export function useThreadRow(): ThreadRow {
  const row = useContext(ThreadRowContext);
  if (row === null) throw new Error("There is no thread around.");
  return row;
}

/** Of what each message changes, only what is asked for: 0 when the room has just been left. */
export const useThreadCount = (of: "messageCount" | "unread"): number =>
  useSelected(useThread().room.row, (row) => row?.[of] ?? 0);
