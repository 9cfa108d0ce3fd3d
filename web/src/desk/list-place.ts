import { type DeskQuestion, deskPath } from "./desk-address.ts";

const KEY = "encrptalk.desk-place";

interface ListPlace {
  /** The list that it is a place in. */
  list: string;
  offset: number;
}

/** Keeps how far the list is scrolled, for this tab: over a reload, and while a phone shows the conversation. */
export function keepPlace(question: DeskQuestion, offset: number) {
  const place: ListPlace = { list: deskPath(null, question), offset: Math.round(offset) };
  sessionStorage.setItem(KEY, JSON.stringify(place));
}

/** How far this list was scrolled, in pixels; 0 for another list than the last. */
export function keptPlace(question: DeskQuestion): number {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  return isPlace(kept) && kept.list === deskPath(null, question) ? kept.offset : 0;
}

const isPlace = (kept: unknown): kept is ListPlace =>
  typeof kept === "object" &&
  kept !== null &&
  "list" in kept &&
  "offset" in kept &&
  Number.isFinite(kept.offset);
