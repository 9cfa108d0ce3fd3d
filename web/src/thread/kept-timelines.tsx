import { memo, type ReactNode, useLayoutEffect, useRef } from "preact/compat";
import { classes } from "../design/classes.ts";
import type { KeptThread } from "./kept-threads.ts";
import styles from "./kept-timelines.module.css";
import { ThreadContext, type ThreadContextValue, ThreadRowContext } from "./thread-context.ts";
import { Timeline } from "./timeline.tsx";

interface KeptTimelinesProps {
  kept: readonly KeptThread[];
  /** `null`: none of them. */
  shown: ThreadContextValue | null;
  /** Is shown then. */
  meanwhile: ReactNode;
}

/** The timelines of the last threads, one over the other; of these one is shown, and the others stand still. */
export const KeptTimelines = ({ kept, shown, meanwhile }: KeptTimelinesProps) => (
  <div className={styles.all}>
    {kept.map(({ thread, row }, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place is kept, whatever thread has it
      <KeptTimeline key={place} thread={thread} row={row} isShown={thread === shown} />
    ))}
    {shown === null && <div className={classes(styles.place, styles.shown)}>{meanwhile}</div>}
  </div>
);

const KeptTimeline = memo(function KeptTimeline({ thread, row, isShown }: KeptThread & { isShown: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { activeElement } = document;
    // A browser may leave the focus out of sight, where keys would still find it.
    if (!isShown && activeElement instanceof HTMLElement && place.current?.contains(activeElement))
      activeElement.blur();
  }, [isShown]);
  return (
    <div ref={place} className={classes(styles.place, isShown && styles.shown)}>
      <ThreadContext value={thread}>
        <ThreadRowContext value={row}>
          <Timeline key={row.roomId} isShown={isShown} />
        </ThreadRowContext>
      </ThreadContext>
    </div>
  );
});
