import { memo } from "preact/compat";
import { classes } from "../design/classes.ts";
import type { KeptThread } from "./kept-threads.ts";
import styles from "./kept-timelines.module.css";
import { ThreadContext, type ThreadContextValue, ThreadRowContext } from "./thread-context.ts";
import { Timeline } from "./timeline.tsx";

interface KeptTimelinesProps {
  kept: readonly KeptThread[];
  shown: ThreadContextValue;
}

/** The timelines of the last threads, one over the other; of these one is shown, and the others stand still. */
export const KeptTimelines = ({ kept, shown }: KeptTimelinesProps) => (
  <div className={styles.all}>
    {kept.map(({ thread, row }, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place is kept, whatever thread has it
      <KeptTimeline key={place} thread={thread} row={row} isShown={thread === shown} />
    ))}
  </div>
);

const KeptTimeline = memo(function KeptTimeline({ thread, row, isShown }: KeptThread & { isShown: boolean }) {
  return (
    <div className={classes(styles.place, isShown && styles.shown)}>
      <ThreadContext value={thread}>
        <ThreadRowContext value={row}>
          <Timeline key={row.roomId} isShown={isShown} />
        </ThreadRowContext>
      </ThreadContext>
    </div>
  );
});
