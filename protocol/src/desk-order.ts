import type { DeskEntry, DeskFilter } from "./desk.ts";
import { foldText } from "./fold.ts";

/** What the order and the filters of the desk's list look at. */
export type DeskPlace = Pick<DeskEntry, "student" | "conversation" | "listed" | "read">;

export const unreadOf = ({ conversation, read }: Pick<DeskPlace, "conversation" | "read">): number =>
  conversation === null ? 0 : Math.max(0, conversation.messageCount - read);

/**
 * The order of the desk's list, the same on the server: unread ones whose student waits, the longest waiting first;
 * the other unread ones, then all with a conversation, the most recent first; then the rest by name.
 */
export function compareDeskEntries(one: DeskPlace, other: DeskPlace): number {
  const [a, b] = [deskPlaceOf(one), deskPlaceOf(other)];
  return (
    a.group - b.group ||
    a.rank - b.rank ||
    compareCodePoints(a.nameKey, b.nameKey) ||
    compareCodePoints(one.student.accountId, other.student.accountId)
  );
}

/** `group` first, then `rank`, both ascending, then the folded name. */
export function deskPlaceOf(entry: DeskPlace): { group: 0 | 1 | 2 | 3; rank: number; nameKey: string } {
  const nameKey = foldText(entry.student.name);
  const { conversation } = entry;
  if (conversation === null) return { group: 3, rank: 0, nameKey };
  const recency = -(conversation.lastMessage?.at ?? conversation.startedAt);
  if (unreadOf(entry) === 0) return { group: 2, rank: recency, nameKey };
  if (conversation.waitingSince === null) return { group: 1, rank: recency, nameKey };
  return { group: 0, rank: conversation.waitingSince, nameKey };
}

/** Whether an entry belongs into the list that a query asks for. */
export function matchesDeskQuery(
  entry: DeskPlace,
  query: { filter: DeskFilter; className?: string | undefined; search?: string | undefined },
): boolean {
  const { student, listed } = entry;
  if (!listed || !matchesFilter(entry, query.filter)) return false;
  if (query.className !== undefined && student.className !== query.className) return false;
  const sought = foldText(query.search?.trim() ?? "");
  return [student.name, student.email, student.rollId].some((text) => foldText(text).includes(sought));
}

function matchesFilter(entry: DeskPlace, filter: DeskFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unread":
      return unreadOf(entry) > 0;
    case "new":
      return entry.conversation === null;
    case "active":
    case "closed":
      return entry.conversation?.status === filter;
  }
}

/** As SQLite compares UTF-8: by code point, where JavaScript's `<` compares UTF-16 units. */
function compareCodePoints(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  if (at < 0) return -1;
  return (a[at]?.codePointAt(0) ?? -1) - (b[at]?.codePointAt(0) ?? -1);
}
