import type { TimelineEvent } from "@encrptalk/client";
import { useLayoutEffect, useRef } from "react";

/** Whether older events have come since the last render: then the view keeps its place from the end. */
export function usePrepended(events: readonly TimelineEvent[]): boolean {
  const first = events[0]?.seq;
  const before = useRef(first);
  const prepended = first !== undefined && before.current !== undefined && first < before.current;
  useLayoutEffect(() => {
    before.current = first;
  }, [first]);
  return prepended;
}
