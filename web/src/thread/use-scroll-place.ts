import type { LoadedTimeline } from "@encrptalk/client";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "preact/compat";
import { someHeight } from "../design/uneven-rows.ts";
import { UnevenView } from "../design/uneven-view.ts";
import type { Row } from "./rows.ts";
import { useThread } from "./thread-context.ts";

/** What stands above the "New messages" line when a thread opens at it. */
const CONTEXT_PX = 72;
/** What stands in the document beyond the view: little at first, so that the view itself is there sooner. */
const BEYOND_PX = 600;
const FIRST_BEYOND_PX = 60;
const SETTLED_AFTER_MS = 100;

/** Of an event. The others go to another place when history comes, or go away. */
const HOLDS = new Set<Row["kind"]>(["message", "pending", "change"]);

const OPTIONS = {
  keyOf: ({ key }: Row) => key,
  holds: ({ kind }: Row) => HOLDS.has(kind),
  sticks: true,
  usual: someHeight(),
};

interface ScrollPlaceOptions {
  rows: readonly Row[];
  timeline: LoadedTimeline;
  wantsEnd: RefObject<boolean>;
  /** Another number each time the room is opened: then its place is taken anew. `null` while it is out of sight. */
  opening: number | null;
}

interface ScrollPlace {
  view: UnevenView<Row>;
  /** Whether the first place has been taken some time ago; before, nothing is seen. */
  settled: RefObject<boolean>;
}

/**
 * Where the view is: it opens at a named message, else at the first unread one, else at the end; and at the end it
 * stays while rows come and grow, until the person scrolls up.
 */
export function useScrollPlace({ rows, timeline, wantsEnd, opening }: ScrollPlaceOptions): ScrollPlace {
  const { room } = useThread();
  const [view] = useState(() => new UnevenView<Row>(OPTIONS));
  const [isSettled, setIsSettled] = useState(false);
  const settled = useRef(false);
  view.isInSight = opening !== null;
  view.sticks = !timeline.hasNewer;
  view.beyondPx = isSettled ? BEYOND_PX : FIRST_BEYOND_PX;

  const taken = useRef<string | null>(null);
  const takePlace = () => {
    const named = rows.find((row) => row.kind === "message" && row.message.seq === timeline.focus);
    const unread = wantsEnd.current ? undefined : rows.find((row) => row.kind === "unread");
    wantsEnd.current = false;
    if (named !== undefined) view.goTo(named.key, "center");
    else if (unread !== undefined) view.goTo(unread.key, "start", CONTEXT_PX);
    else view.goToEnd();
  };
  // As the rows are drawn for the first time, so that only those are drawn that are then in view.
  if (taken.current === null && opening !== null) {
    taken.current = `${timeline.generation} ${opening}`;
    view.show(rows);
    takePlace();
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is taken once for a stretch, and when the room is opened again
  useLayoutEffect(() => {
    if (opening === null) return;
    const place = `${timeline.generation} ${opening}`;
    if (taken.current !== place) takePlace();
    taken.current = place;
    const settling = setTimeout(() => {
      settled.current = true;
      setIsSettled(true);
      view.onView();
    }, SETTLED_AFTER_MS);
    return () => {
      clearTimeout(settling);
      settled.current = false;
    };
  }, [timeline.generation, opening]);

  useEffect(() => {
    const stops = [room.timeline, room.pending].map((rows) => rows.subscribe(() => view.expectRows()));
    return () => {
      for (const stop of stops) stop();
    };
  }, [room, view]);

  const ownPending = rows.findLast((row) => row.kind === "pending")?.key;
  const pendingBefore = useRef(ownPending);
  useEffect(() => {
    // Something has been sent: the person wants to see it. What has waited since before does not move the view.
    if (ownPending !== undefined && ownPending !== pendingBefore.current) view.goToEnd();
    pendingBefore.current = ownPending;
  }, [view, ownPending]);

  return { view, settled };
}
