import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "preact/compat";
import { classes } from "../design/classes.ts";
import type { KeptThread, KeptThreads } from "./kept-threads.ts";
import styles from "./kept-timelines.module.css";
import { ThreadContext, type ThreadContextValue, ThreadRowContext } from "./thread-context.ts";
import { Timeline } from "./timeline.tsx";

interface KeptTimelinesProps {
  kept: KeptThreads;
  /** `null`: none of them. */
  shown: ThreadContextValue | null;
  /** Is shown then. */
  meanwhile: ReactNode;
}

/** The timelines of the last threads, one over the other; of these one is shown, and the others stand still. */
export function KeptTimelines({ kept, shown, meanwhile }: KeptTimelinesProps) {
  const [, setTurn] = useState(0);
  // Once the one that is shown has been painted: it is what one waits for.
  useEffect(() => {
    if (kept.letGo()) setTurn((turn) => turn + 1);
  });
  return (
    <div className={styles.all}>
      {kept.all.map((place, index) => {
        if (place === null) return null;
        const { thread, row } = place;
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is kept, whatever thread has it
        return <KeptTimeline key={index} thread={thread} row={row} isShown={thread === shown} />;
      })}
      {shown === null && <div className={classes(styles.place, styles.shown)}>{meanwhile}</div>}
    </div>
  );
}

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
