import { CloudOff } from "lucide-react";
import { useLayoutEffect, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useUsableThread } from "../app/usable.ts";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { useThread } from "./thread-context.ts";
import styles from "./timeline.module.css";
import { TimelineSkeleton } from "./timeline-skeleton.tsx";
import { TimelineView } from "./timeline-view.tsx";

/** The room's history, opened while it is shown. */
export function Timeline() {
  const { room } = useThread();
  const timeline = useObservable(room.timeline);
  useUsableThread(timeline.status === "ready" || timeline.status === "failed");
  const [round, setRound] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  // Before anything is painted. What was kept of a room is drawn once it is open again: opening finds it another place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round opens again
  useLayoutEffect(() => {
    const close = room.open();
    setIsOpen(true);
    return close;
  }, [room, round]);

  if (!isOpen) return <div className={styles.frame} />;
  switch (timeline.status) {
    case "closed":
    case "loading":
      return <TimelineSkeleton />;
    case "failed":
      return (
        <div className={styles.failed}>
          <EmptyState
            icon={<CloudOff size={22} />}
            title={m.thread_failed()}
            action={<Button onClick={() => setRound(round + 1)}>{m.try_again()}</Button>}
          >
            {sentenceOf(timeline.error)}
          </EmptyState>
        </div>
      );
    case "ready":
      return <TimelineView key={timeline.generation} timeline={timeline} />;
  }
}
