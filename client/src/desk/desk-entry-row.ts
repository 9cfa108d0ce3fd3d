import { type DeskEntry, type DeskRow, type Notify, unreadOf } from "@encrptalk/protocol";

/** A student in the desk's list. The same object as long as nothing in it changes. */
export interface DeskEntryRow extends Readonly<Omit<DeskEntry, "online">> {
  /** `messageCount` − `read`. */
  readonly unread: number;
}

/** What is one's own of a row. */
export interface OwnMarks {
  readonly read: number;
  readonly notify: Notify;
}

export function entryRowOf(row: DeskRow, { read, notify }: OwnMarks): DeskEntryRow {
  const { student, conversation, listed, position } = row;
  return { student, conversation, listed, position, read, notify, unread: unreadOf({ conversation, read }) };
}
