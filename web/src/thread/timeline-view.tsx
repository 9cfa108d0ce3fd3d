import type { LoadedTimeline } from "@encrptalk/client";
import { useMemo, useRef } from "preact/compat";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useObservable } from "../app/observe.ts";
import { useMe } from "../app/signed-in.ts";
import { usePassive } from "../app/use-passive.ts";
import { m } from "../paraglide/messages.js";
import { JumpButton } from "./jump-button.tsx";
import { useMessageFocus } from "./message-focus.ts";
import { rowsOf } from "./rows.ts";
import { useThread } from "./thread-context.ts";
import styles from "./timeline.module.css";
import { TimelineRow } from "./timeline-row.tsx";
import { useKeptSizes } from "./use-kept-sizes.ts";
import { useLoading } from "./use-loading.ts";
import { useReadMarks } from "./use-read-marks.ts";
import { useScrollPlace } from "./use-scroll-place.ts";
import { useShifted } from "./use-shifted.ts";

/** What stands in the document beyond the view: little at first, so that the view itself is there sooner. */
const BUFFER_PX = 600;
const FIRST_BUFFER_PX = 60;

interface TimelineViewProps {
  timeline: LoadedTimeline;
  /** Another number each time the room is opened; `null` while it is out of sight. */
  opening: number | null;
}

/** One loaded stretch of history. Only the rows near the view are in the document. */
export function TimelineView({ timeline, opening }: TimelineViewProps) {
  const { room, row, title, showEnd, wantsEnd } = useThread();
  const me = useMe();
  const pending = useObservable(room.pending);
  const { events, firstUnread, hasNewer } = timeline;
  const rows = useMemo(
    () => rowsOf({ events, pending: hasNewer ? [] : pending, firstUnread, me, kind: row.kind }),
    [events, pending, hasNewer, firstUnread, me, row.kind],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const shift = useShifted(events);
  const keptSizes = useKeptSizes(room.roomId, rows, list);
  const { atEnd, settled, isSettled, onScroll, onResize, goToEnd, onMove } = useScrollPlace({
    list,
    rows,
    timeline,
    wantsEnd,
    opening,
  });
  usePassive(scroller, "wheel", ({ deltaY }) => {
    if (deltaY < 0) onMove();
  });
  usePassive(scroller, "touchmove", onMove);
  const markRead = useReadMarks({ list, rows, scroller, settled, atEnd, opening });
  const { kept, ...focus } = useMessageFocus(rows, list);
  const { loadNear, retryOlder } = useLoading({ list, rows, timeline, settled, opening });
  return (
    <div className={styles.frame}>
      <div
        className={styles.scroller}
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={m.thread_label({ title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled, and its messages walked through, by keyboard
        tabIndex={0}
        onPointerDown={onMove}
        onKeyDownCapture={onMove}
        {...focus}
      >
        <div className={styles.space} />
        <Virtualizer
          ref={list}
          data={rows}
          shift={shift}
          scrollRef={scroller}
          {...(keptSizes !== undefined && { cache: keptSizes })}
          bufferSize={isSettled ? BUFFER_PX : FIRST_BUFFER_PX}
          keepMounted={kept}
          onScroll={(offset) => {
            onScroll(offset);
            loadNear();
            markRead();
          }}
          onResize={() => {
            onResize();
            loadNear();
            markRead();
          }}
        >
          {(one) => (
            <TimelineRow
              key={one.key}
              row={one}
              hasOlder={timeline.hasOlder}
              onRetryOlder={retryOlder}
              highlighted={one.kind === "message" && one.message.seq === timeline.focus}
            />
          )}
        </Virtualizer>
      </div>
      {(!atEnd || hasNewer) && <JumpButton onJump={hasNewer ? showEnd : goToEnd} />}
    </div>
  );
}
