import type { LoadedTimeline } from "@encrptalk/client";
import type { Seq } from "@encrptalk/protocol";
import { type RefObject, useEffect, useState } from "preact/compat";
import { showToast } from "../design/toast.ts";
import type { UnevenView } from "../design/uneven-view.ts";
import { sentenceOf } from "../text/error-sentence.ts";
import type { Row } from "./rows.ts";
import { useThread } from "./thread-context.ts";

/** Nearer than this to an end of what is loaded, more is loaded. */
const LOAD_WITHIN_PX = 800;

interface LoadingOptions {
  view: UnevenView<Row>;
  timeline: LoadedTimeline;
  settled: RefObject<boolean>;
  /** Another one each time the room is opened: then what failed before is tried again. */
  opening: number | null;
}

interface Loading {
  /** Loads what is wanted soon where the view is now, and lets go of what is far from it. */
  loadNear: () => void;
  /** Given when older messages could not be loaded. */
  retryOlder: (() => void) | undefined;
}

/** Keeps as much of the history loaded as is near the view. */
export function useLoading({ view, timeline, settled, opening }: LoadingOptions): Loading {
  const { room } = useThread();
  const [olderFailed, setOlderFailed] = useState(false);
  const { hasOlder, hasNewer, loadingOlder, loadingNewer } = timeline;
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be run when the room is opened again
  useEffect(() => setOlderFailed(false), [opening]);

  const loadOlder = () => {
    setOlderFailed(false);
    room.loadOlder().catch(() => setOlderFailed(true));
  };
  const loadNear = () => {
    if (!settled.current) return;
    const { rows, offsetPx, heightPx, belowPx } = view;
    if (hasOlder && !loadingOlder && !olderFailed && offsetPx < LOAD_WITHIN_PX) loadOlder();
    if (hasNewer && !loadingNewer && belowPx < LOAD_WITHIN_PX) room.loadNewer().catch(tell);
    const seq = seqAt(rows.all, rows.indexAt(offsetPx + heightPx / 2));
    if (seq !== null) room.viewing(seq);
  };
  return { loadNear, retryOlder: olderFailed ? loadOlder : undefined };
}

/** Of the last event up to this row. */
function seqAt(rows: readonly Row[], index: number): Seq | null {
  for (let at = index; at >= 0; at--) {
    const row = rows[at];
    if (row?.kind === "message") return row.message.seq;
    if (row?.kind === "change") return row.event.seq;
  }
  return null;
}

const tell = (error: unknown) => showToast({ title: sentenceOf(error), tone: "danger" });
