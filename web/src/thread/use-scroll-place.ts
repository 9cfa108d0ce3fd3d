import type { LoadedTimeline } from "@encrptalk/client";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "preact/compat";
import type { VirtualizerHandle } from "virtua";
import type { Row } from "./rows.ts";

/** Nearer to the end than this counts as being there. */
const AT_END_PX = 32;
/** What stands above the "New messages" line when a thread opens at it. */
const CONTEXT_PX = 72;
/** The view moves for this long after a wheel, a finger or a key has set it going. */
const BY_HAND_MS = 1_000;
/** A jump to the end is made anew for this long while the rows there are measured. */
const JUMP_MS = 300;

/** To the pixel, as a room that was left there is. */
const isAtEnd = (view: VirtualizerHandle | null) =>
  view !== null && view.scrollOffset > 0 && view.scrollSize - view.scrollOffset - view.viewportSize < 1;

interface ScrollPlaceOptions {
  list: RefObject<VirtualizerHandle | null>;
  rows: readonly Row[];
  timeline: LoadedTimeline;
  wantsEnd: RefObject<boolean>;
  /** Another number each time the room is opened: then its place is taken anew. `null` while it is out of sight. */
  opening: number | null;
}

interface ScrollPlace {
  atEnd: boolean;
  /** Whether the first place has been taken; before, nothing is seen. */
  settled: RefObject<boolean>;
  /** The same, for what is drawn. */
  isSettled: boolean;
  onScroll: (offset: number) => void;
  onResize: () => void;
  goToEnd: () => void;
  /** The person is moving the view. */
  onMove: () => void;
}

/**
 * Where the view is: it opens at a named message, else at the first unread one, else at the end; and at the end it
 * stays while rows come and grow, until the person scrolls up.
 */
export function useScrollPlace({ list, rows, timeline, wantsEnd, opening }: ScrollPlaceOptions): ScrollPlace {
  const sticks = useRef(false);
  const settled = useRef(false);
  const last = useRef({ offset: 0, below: Number.POSITIVE_INFINITY });
  const movedAt = useRef(Number.NEGATIVE_INFINITY);
  const jumpedAt = useRef(Number.NEGATIVE_INFINITY);
  const [atEnd, setAtEnd] = useState(true);
  const [isSettled, setIsSettled] = useState(false);

  const goToEnd = () => {
    sticks.current = true;
    jumpedAt.current = performance.now();
    list.current?.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const look = () => {
    const view = list.current;
    if (view === null) return;
    const offset = view.scrollOffset;
    const below = view.scrollSize - offset - view.viewportSize;
    // Rows that come or grow below leave the offset alone, or it follows them down; rows above that come, grow or go move
    // it by more than what is below changes.
    const byHand = performance.now() - movedAt.current < BY_HAND_MS;
    const up = last.current.offset - offset;
    const scrolledUp = up > 0 && (byHand || below - last.current.below >= up - 1);
    if (below <= AT_END_PX) sticks.current = !timeline.hasNewer;
    else if (scrolledUp) sticks.current = false;
    last.current = { offset, below };
    setAtEnd(sticks.current || below <= AT_END_PX);
  };

  // Before anything is painted, so that the thread does not open at one place and jump to another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is taken once for a stretch, and when the room is opened again
  useLayoutEffect(() => {
    if (opening === null) return;
    sticks.current = false;
    last.current = { offset: 0, below: Number.POSITIVE_INFINITY };
    movedAt.current = Number.NEGATIVE_INFINITY;
    setAtEnd(true);
    const named = rows.findIndex((row) => row.kind === "message" && row.message.seq === timeline.focus);
    const unread = wantsEnd.current ? -1 : rows.findIndex((row) => row.kind === "unread");
    wantsEnd.current = false;
    if (named >= 0) list.current?.scrollToIndex(named, { align: "center" });
    else if (unread >= 0) list.current?.scrollToIndex(unread, { align: "start", offset: -CONTEXT_PX });
    else if (isAtEnd(list.current)) sticks.current = true;
    else goToEnd();
    const settling = setTimeout(() => {
      settled.current = true;
      setIsSettled(true);
      look();
    }, 100);
    return () => {
      clearTimeout(settling);
      settled.current = false;
    };
  }, [timeline.generation, opening]);

  const ownPending = rows.findLast((row) => row.kind === "pending")?.key;
  const pendingBefore = useRef(ownPending);
  useEffect(() => {
    // Something has been sent: the person wants to see it. What has waited since before does not move the view.
    if (ownPending !== undefined && ownPending !== pendingBefore.current) sticks.current = true;
    pendingBefore.current = ownPending;
  }, [ownPending]);
  const end = rows.at(-2)?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be run when the last row is another
  useEffect(() => {
    if (sticks.current) goToEnd();
  }, [end, rows.length]);

  return {
    atEnd,
    settled,
    isSettled,
    onScroll: look,
    onResize: () => {
      if (sticks.current) goToEnd();
      else look();
    },
    goToEnd,
    onMove: () => {
      movedAt.current = performance.now();
      // The list would go on jumping, and undo what the person is doing.
      if (list.current !== null && movedAt.current - jumpedAt.current < JUMP_MS)
        list.current.scrollTo(list.current.scrollOffset);
    },
  };
}
