import { type RefObject, useEffect, useRef } from "preact/compat";
import type { UnevenView } from "../design/uneven-view.ts";
import type { Row } from "./rows.ts";
import { useThread } from "./thread-context.ts";

/** Scrolling past something quickly is not reading it. */
const SEEN_AFTER_MS = 250;
/** At the end, where the view moves with each message, talk that never rests keeps nothing unread for longer. */
const SEEN_AT_LATEST_MS = 1_000;

interface ReadMarkOptions {
  view: UnevenView<Row>;
  rows: readonly Row[];
  settled: RefObject<boolean>;
  /** Another number each time the room is opened. */
  opening: number | null;
}

/** Marks as read what stands in view of a focused window. The result looks again, soon. */
export function useReadMarks({ view, rows, settled, opening }: ReadMarkOptions): () => void {
  const { room } = useThread();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** When the look that is still to come was first asked for. */
  const askedAt = useRef<number>(undefined);

  const look = () => {
    askedAt.current = undefined;
    if (!settled.current || document.visibilityState !== "visible" || !document.hasFocus()) return;
    const seen = lastMessageAbove(view, view.offsetPx + view.heightPx);
    if (seen !== null) room.markRead(seen);
  };
  const lookSoon = () => {
    const now = performance.now();
    askedAt.current = (view.isAtEnd && askedAt.current) || now;
    clearTimeout(timer.current);
    timer.current = setTimeout(look, Math.min(SEEN_AFTER_MS, askedAt.current + SEEN_AT_LATEST_MS - now));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be run when there are other rows, or they are seen again
  useEffect(lookSoon, [rows, opening]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; both read what is current
  useEffect(() => {
    addEventListener("focus", lookSoon);
    document.addEventListener("visibilitychange", lookSoon);
    return () => {
      clearTimeout(timer.current);
      removeEventListener("focus", lookSoon);
      document.removeEventListener("visibilitychange", lookSoon);
    };
  }, []);
  return lookSoon;
}

/** The number of the last message that begins in view with at least a line of it to be seen. */
function lastMessageAbove({ rows }: UnevenView<Row>, bottom: number): number | null {
  const LINE_PX = 24;
  for (let index = rows.indexAt(bottom); index >= 0; index--) {
    const row = rows.all[index];
    if (row?.kind === "message" && rows.topOf(index) + LINE_PX <= bottom) return row.message.number;
  }
  return null;
}
