import type { RoomRow } from "@encrptalk/client";
import type { MessageSent, RoomId, Seq } from "@encrptalk/protocol";
import {
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "preact/compat";
import { useLocation, useSearchParams } from "wouter";
import { useSelected } from "../app/observe.ts";
import { part } from "../app/part.ts";
import { useClient, useSignedIn } from "../app/signed-in.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { showToast } from "../design/toast.ts";
import { overlayIsOpen } from "../keys/overlay-is-open.ts";
import { AskPlace } from "../notices/ask-place.tsx";
import { sentenceOf } from "../text/error-sentence.ts";
import { Announcer } from "./announcer.tsx";
import { ClosedNotice } from "./closed-notice.tsx";
import { Composer } from "./composer/composer.tsx";
import { type Composing, NOTHING_SPECIAL } from "./composer/composing.ts";
import { KeptThreads } from "./kept-threads.ts";
import { KeptTimelines } from "./kept-timelines.tsx";
import type { PausableRoom } from "./pausable-room.ts";
import { ThreadContext, type ThreadRow, ThreadRowContext, type ThreadWays } from "./thread-context.ts";
import styles from "./thread-pane.module.css";
import { TimelineSkeleton } from "./timeline-skeleton.tsx";
import { TypingLine } from "./typing-line.tsx";

const DeleteMessageDialog = part(
  async () => (await import("./delete-message-dialog.tsx")).DeleteMessageDialog,
);

interface ThreadPaneProps {
  /** Missing while it is not known, or there is none. */
  roomId: RoomId | undefined;
  /** Stands above the thread. */
  header: ReactNode;
  /** What is shown while there is no thread to show. */
  meanwhile?: { header: ReactNode; body: ReactNode };
  /** What the room is called here, where it has no title of its own or another one. */
  title?: string;
  /** Where Esc leads. */
  leaveTo: string;
}

/** What is being done with messages of a room; it ends when another room is shown. */
interface Doing {
  roomId: RoomId | null;
  composing: Composing;
  deleting: MessageSent | null;
}

const NO_ROW = { get: () => null, subscribe: () => () => {} };
const WAITING = { header: null, body: <TimelineSkeleton /> };
const NOTHING: Doing = { roomId: null, composing: NOTHING_SPECIAL, deleting: null };

/** One room's conversation. Those that were shown before it stay drawn, out of sight. */
export function ThreadPane({ roomId, header, meanwhile = WAITING, title, leaveTo }: ThreadPaneProps) {
  const client = useClient();
  const { school } = useSignedIn();
  const room = useMemo(() => (roomId === undefined ? null : client.room(roomId)), [client, roomId]);
  const row = useSelected<RoomRow | null, ThreadRow | null>(
    room?.row ?? NO_ROW,
    (known) => known,
    differByMessagesOnly,
  );
  const [anywhere, setDoing] = useState(NOTHING);
  const { composing, deleting } = anywhere.roomId === roomId ? anywhere : NOTHING;
  const stop = useCallback(() => setDoing(NOTHING), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it ends with the room
  useLayoutEffect(() => stop, [roomId, stop]);
  const kept = useMemo(() => new KeptThreads((inRoom) => waysIn(inRoom, setDoing)), []);
  const [, navigate] = useLocation();
  useEscape(() => (composing.kind === "new" ? navigate(leaveTo) : stop()));

  const called = title ?? (row?.kind === "student" ? school : row?.title) ?? "";
  const thread = room && row && kept.show({ room, row, title: called });
  useMessageInAddress(thread?.show);
  return (
    <ThreadContext value={thread}>
      <ThreadRowContext value={row}>
        {thread === null ? meanwhile.header : header}
        <KeptTimelines kept={kept} shown={thread} meanwhile={meanwhile.body} />
        {thread !== null && <Announcer key={roomId} />}
        <div className={styles.foot}>
          {thread !== null && (
            <>
              <TypingLine />
              <ClosedNotice />
              <AskPlace />
              <Composer key={`composer:${roomId}`} composing={composing} onDone={stop} />
            </>
          )}
          <div className={styles.connection}>
            <ConnectionStatus />
          </div>
        </div>
        <Suspense fallback={null}>
          {thread !== null && deleting !== null && <DeleteMessageDialog message={deleting} onClose={stop} />}
        </Suspense>
      </ThreadRowContext>
    </ThreadContext>
  );
}

/** What of a row each message changes. */
const OF_MESSAGES = new Set(["head", "messageCount", "lastMessage", "read", "unread"]);

function differByMessagesOnly(one: ThreadRow | null, other: ThreadRow | null): boolean {
  if (one === null || other === null) return one === other;
  const keys = Object.keys({ ...one, ...other }) as (keyof ThreadRow)[];
  return keys.every((key) => OF_MESSAGES.has(key) || one[key] === other[key]);
}

function waysIn(room: PausableRoom, setDoing: (next: Doing) => void): ThreadWays {
  const { roomId } = room;
  const wantsEnd = { current: false };
  const tell = (error: unknown) => showToast({ title: sentenceOf(error), tone: "danger" });
  return {
    show: (seq) => void room.openAround(seq).catch(tell),
    wantsEnd,
    showEnd() {
      wantsEnd.current = true;
      room.jumpToLatest().catch((error: unknown) => {
        wantsEnd.current = false;
        tell(error);
      });
    },
    reply: (message) => setDoing({ ...NOTHING, roomId, composing: { kind: "reply", message } }),
    edit: (message) => setDoing({ ...NOTHING, roomId, composing: { kind: "edit", message } }),
    askToDelete: (deleting) => setDoing({ ...NOTHING, roomId, deleting }),
  };
}

/** Shows the message that the address names with `?at=`. */
function useMessageInAddress(show: ((seq: Seq) => void) | undefined) {
  const [search] = useSearchParams();
  const at = Number(search.get("at") ?? "");
  useEffect(() => {
    if (Number.isSafeInteger(at) && at > 0) show?.(at);
  }, [at, show]);
}

/** Esc, when nothing nearer has had a use for it. */
function useEscape(onEscape: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !overlayIsOpen()) onEscape();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
