import type { LoadedTimeline } from "@encrptalk/client";
import { useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useObservable } from "../app/observe.ts";
import { useMe } from "../app/signed-in.ts";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { JumpButton } from "./jump-button.tsx";
import { useMessageFocus } from "./message-focus.ts";
import { rowsOf } from "./rows.ts";
import { useThread } from "./thread-context.ts";
import styles from "./timeline.module.css";
import { TimelineRow } from "./timeline-row.tsx";
import { usePrepended } from "./use-prepended.ts";
import { useReadMarks } from "./use-read-marks.ts";
import { useScrollPlace } from "./use-scroll-place.ts";

/** Nearer than this to an end of what is loaded, more is loaded. */
const LOAD_WITHIN_PX = 800;

/** One loaded stretch of history. Only the rows near the view are in the document. */
export function TimelineView({ timeline }: { timeline: LoadedTimeline }) {
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
  const shift = usePrepended(events);
  const { atEnd, settled, onScroll, onResize, goToEnd, onMove } = useScrollPlace({
    list,
    rows,
    timeline,
    wantsEnd,
  });
  const markRead = useReadMarks({ list, rows, scroller, settled });
  const { kept, ...focus } = useMessageFocus(rows, list);
  const [olderFailed, setOlderFailed] = useState(false);

  const loadNear = () => {
    const view = list.current;
    if (view === null || !settled.current) return;
    const { scrollOffset, viewportSize, scrollSize } = view;
    if (timeline.hasOlder && !timeline.loadingOlder && !olderFailed && scrollOffset < LOAD_WITHIN_PX)
      loadOlder();
    const below = scrollSize - scrollOffset - viewportSize;
    if (hasNewer && !timeline.loadingNewer && below < LOAD_WITHIN_PX) room.loadNewer().catch(tell);
  };
  const loadOlder = () => {
    setOlderFailed(false);
    room.loadOlder().catch(() => setOlderFailed(true));
  };
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
        onWheel={({ deltaY }) => deltaY < 0 && onMove()}
        onTouchMove={onMove}
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
          bufferSize={600}
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
              onRetryOlder={olderFailed ? loadOlder : undefined}
              highlighted={one.kind === "message" && one.message.seq === timeline.focus}
            />
          )}
        </Virtualizer>
      </div>
      <JumpButton shown={!atEnd || hasNewer} unread={row.unread} onJump={hasNewer ? showEnd : goToEnd} />
    </div>
  );
}

const tell = (error: unknown) => showToast({ title: sentenceOf(error), tone: "danger" });
