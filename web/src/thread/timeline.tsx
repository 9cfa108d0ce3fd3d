import type { Timeline as Timelined } from "@encrptalk/client";
import { CloudOff } from "lucide";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/compat";
import { useObservable, useSelected } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { useUsableThread } from "../app/usable.ts";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { useThread } from "./thread-context.ts";
import styles from "./timeline.module.css";
import { TimelineSkeleton } from "./timeline-skeleton.tsx";
import { TimelineView } from "./timeline-view.tsx";

/** The room's history, opened while it is shown; else it stands still, as long as the room's timeline is kept. */
export function Timeline({ isShown }: { isShown: boolean }) {
  const { room, wantsEnd } = useThread();
  const client = useClient();
  const timeline = useObservable(room.timeline);
  const isKept = useSelected(client.room(room.roomId).timeline, ({ status }) => status === "ready");
  useUsableThread(isShown && (timeline.status === "ready" || timeline.status === "failed"));
  const [round, setRound] = useState(0);
  const [opening, setOpening] = useState(0);
  // Before anything is painted. What was kept of a room is drawn once it is open again: opening finds it another place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round opens again
  useLayoutEffect(() => {
    if (!isShown) return;
    const close = room.open();
    room.resume();
    setOpening((before) => before + 1);
    return () => {
      // Nobody waits for the end any more: what is unread by then is shown first.
      wantsEnd.current = false;
      room.pause();
      close();
    };
  }, [room, wantsEnd, round, isShown]);
  const isGone = !isShown && !isKept;
  useEffect(() => {
    if (isGone) room.letGo();
  }, [room, isGone]);
  const stretch = useStretch(timeline, opening);

  if (isGone) return null;
  if (opening === 0) return <div className={styles.frame} />;
  switch (timeline.status) {
    case "closed":
    case "loading":
      return <TimelineSkeleton />;
    case "failed":
      return (
        <div className={styles.failed}>
          <EmptyState
            icon={<Icon of={CloudOff} size={22} />}
            title={m.thread_failed()}
            action={<Button onClick={() => setRound(round + 1)}>{m.try_again()}</Button>}
          >
            {sentenceOf(timeline.error)}
          </EmptyState>
        </div>
      );
    case "ready":
      return <TimelineView key={stretch} timeline={timeline} opening={isShown ? opening : null} />;
  }
}

/**
 * Another one for another stretch, of which the place of the view is found anew among rows that are drawn anew. A room
 * that is opened again with the stretch that it had keeps its rows.
 */
function useStretch(timeline: Timelined, opening: number): number {
  const known = useRef({ stretch: 0, opening: 0, generation: 0, first: 0 });
  if (timeline.status !== "ready") return known.current.stretch;
  const { generation, events } = timeline;
  const before = known.current;
  const first = events[0]?.seq ?? 0;
  const isKept = opening !== before.opening && first !== 0 && first === before.first;
  const stretch = generation === before.generation || isKept ? before.stretch : generation;
  known.current = { stretch, opening, generation, first };
  return stretch;
}
