import type { TimelineEvent } from "@encrptalk/client";
import { useLayoutEffect, useRef } from "preact/compat";

/** Whether older events have come or gone since the last render: then the view keeps its place from the end. */
export function useShifted(events: readonly TimelineEvent[]): boolean {
  const first = events[0]?.seq;
  const before = useRef(first);
  const shifted = first !== undefined && before.current !== undefined && first !== before.current;
  useLayoutEffect(() => {
    before.current = first;
  }, [first]);
  return shifted;
}
