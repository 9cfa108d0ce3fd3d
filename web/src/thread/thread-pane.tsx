import type { RoomRow } from "@encrptalk/client";
import type { MessageSent, RoomId, Seq } from "@encrptalk/protocol";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "preact/compat";
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
import { ThreadContext, type ThreadRoom, type ThreadRow, ThreadRowContext } from "./thread-context.ts";
import styles from "./thread-pane.module.css";
import { Timeline } from "./timeline.tsx";
import { TimelineSkeleton } from "./timeline-skeleton.tsx";
import { TypingLine } from "./typing-line.tsx";

const DeleteMessageDialog = part(
  async () => (await import("./delete-message-dialog.tsx")).DeleteMessageDialog,
);

interface ThreadPaneProps {
  roomId: RoomId;
  header: ReactNode;
  /** What the room is called here, where it has no title of its own or another one. */
  title?: string;
  /** Where Esc leads. */
  leaveTo: string;
}

/** One room's conversation. */
export function ThreadPane({ roomId, header, title, leaveTo }: ThreadPaneProps) {
  const client = useClient();
  const { school } = useSignedIn();
  const room = useMemo(() => client.room(roomId), [client, roomId]);
  const row = useSelected<RoomRow | null, ThreadRow | null>(room.row, (known) => known, differByMessagesOnly);
  const [composing, setComposing] = useState<Composing>(NOTHING_SPECIAL);
  const [deleting, setDeleting] = useState<MessageSent | null>(null);
  const [, navigate] = useLocation();
  const show = useCallback(
    (seq: Seq) => {
      room.openAround(seq).catch((error: unknown) => showToast({ title: sentenceOf(error), tone: "danger" }));
    },
    [room],
  );
  const wantsEnd = useRef(false);
  const showEnd = useCallback(() => {
    wantsEnd.current = true;
    room.jumpToLatest().catch((error: unknown) => showToast({ title: sentenceOf(error), tone: "danger" }));
  }, [room]);
  useMessageInAddress(show, row !== null);
  useEscape(() => (composing.kind === "new" ? navigate(leaveTo) : setComposing(NOTHING_SPECIAL)));

  const shared = useThreadRoom(row);
  const called = title ?? (row?.kind === "student" ? school : row?.title) ?? "";
  const thread = useMemo(
    () =>
      shared && {
        room,
        row: shared,
        title: called,
        show,
        showEnd,
        wantsEnd,
        reply: (message: MessageSent) => setComposing({ kind: "reply", message }),
        edit: (message: MessageSent) => setComposing({ kind: "edit", message }),
        askToDelete: setDeleting,
      },
    [room, shared, called, show, showEnd],
  );
  if (thread === null || row === null) {
    return (
      <>
        <TimelineSkeleton />
        <footer className={styles.foot}>
          <div className={styles.connection}>
            <ConnectionStatus />
          </div>
        </footer>
      </>
    );
  }
  return (
    <ThreadContext value={thread}>
      <ThreadRowContext value={row}>
        {header}
        <Timeline />
        <Announcer />
        <div className={styles.foot}>
          <TypingLine />
          <ClosedNotice />
          <AskPlace />
          <Composer composing={composing} onDone={() => setComposing(NOTHING_SPECIAL)} />
          <div className={styles.connection}>
            <ConnectionStatus />
          </div>
        </div>
        <Suspense fallback={null}>
          {deleting !== null && <DeleteMessageDialog message={deleting} onClose={() => setDeleting(null)} />}
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

/** The same object while none of it changes. */
function useThreadRoom(row: ThreadRow | null): ThreadRoom | null {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what else a row has is not in it
  return useMemo(
    () =>
      row && {
        roomId: row.roomId,
        kind: row.kind,
        archived: row.archived,
        memberCount: row.memberCount,
        conversation: row.conversation,
      },
    [row?.roomId, row?.kind, row?.archived, row?.memberCount, row?.conversation],
  );
}

/** Shows the message that the address names with `?at=`. */
function useMessageInAddress(show: (seq: Seq) => void, ready: boolean) {
  const [search] = useSearchParams();
  const at = Number(search.get("at") ?? "");
  useEffect(() => {
    if (ready && Number.isSafeInteger(at) && at > 0) show(at);
  }, [at, ready, show]);
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
