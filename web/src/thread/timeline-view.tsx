import type { LoadedTimeline } from "@encrptalk/client";
import { useMemo, useRef, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useMe } from "../app/signed-in.ts";
import { UnevenList } from "../design/uneven-list.tsx";
import { m } from "../paraglide/messages.js";
import { JumpButton } from "./jump-button.tsx";
import { useMessageFocus } from "./message-focus.ts";
import { useMessageMenu } from "./message-menu.tsx";
import { rowsOf } from "./rows.ts";
import { useThread } from "./thread-context.ts";
import styles from "./timeline.module.css";
import { TimelineRow } from "./timeline-row.tsx";
import { useLoading } from "./use-loading.ts";
import { useReadMarks } from "./use-read-marks.ts";
import { useScrollPlace } from "./use-scroll-place.ts";

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
  const [atEnd, setAtEnd] = useState(true);
  const { view, settled } = useScrollPlace({ rows, timeline, wantsEnd, opening });
  const markRead = useReadMarks({ view, rows, settled, opening });
  const { kept, ...focus } = useMessageFocus(rows, view);
  const menu = useMessageMenu(rows);
  const { loadNear, retryOlder } = useLoading({ view, timeline, settled, opening });
  // Before the list, which tells of its view as soon as it is drawn.
  view.onView = () => {
    setAtEnd(view.isAtEnd);
    loadNear();
    markRead();
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
        {...focus}
        {...menu}
        onKeyDown={(event) => {
          menu.onKeyDown(event);
          focus.onKeyDown(event);
        }}
      >
        <div className={styles.space} />
        <UnevenList view={view} rows={rows} scroller={scroller} kept={kept}>
          {(one) => (
            <TimelineRow
              row={one}
              hasOlder={timeline.hasOlder}
              onRetryOlder={retryOlder}
              highlighted={one.kind === "message" && one.message.seq === timeline.focus}
            />
          )}
        </UnevenList>
      </div>
      {(!atEnd || hasNewer) && <JumpButton onJump={hasNewer ? showEnd : () => view.goToEnd()} />}
    </div>
  );
}
