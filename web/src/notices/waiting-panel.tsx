import type { RoomRow } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { X } from "lucide";
import { useEffect, useId, useRef } from "preact/compat";
import { useLocation } from "wouter";
import { useNow } from "../app/now.ts";
import { useObservable } from "../app/observe.ts";
import { useClient, usePersonName } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { IconButton } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { closeToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { SchoolAvatar } from "../rooms/school-avatar.tsx";
import { previewOf } from "../text/preview.ts";
import { shortMoment } from "../text/time.ts";
import { toastKeyOf } from "./told.ts";
import { waitingRows } from "./waiting.ts";
import styles from "./waiting-panel.module.css";

/** More of them are only counted. */
const MOST_ROWS = 4;

interface WaitingPanelProps {
  /** Those that may be told of. */
  rooms: ReadonlySet<RoomId>;
  onClose: () => void;
}

/** What waits for a student, and the ways straight there. It takes neither the focus nor the screen. */
export function WaitingPanel({ rooms, onClose }: WaitingPanelProps) {
  const rows = waitingRows(useObservable(useClient().rooms).rows, rooms);
  const [path, navigate] = useLocation();
  const titleId = useId();
  const none = rows.length === 0;
  useEffect(() => {
    // All of it was read, here or on another device.
    if (none) onClose();
  }, [none, onClose]);
  const from = useRef(path);
  useEffect(() => {
    // The visit begins where `/` leads.
    if (from.current === "/") from.current = path;
    // Whoever goes somewhere has seen it; on a phone it would stand over what they went to.
    else if (path !== from.current) onClose();
  }, [path, onClose]);
  const ids = rows.map(({ roomId }) => roomId).join(" ");
  useEffect(() => {
    // Said here, and so not a second time beside it.
    for (const id of ids.split(" ")) closeToast(toastKeyOf(id as RoomId));
  }, [ids]);
  const open = (row: RoomRow) => {
    onClose();
    navigate(`/rooms/${row.roomId}`);
  };
  const more = rows.length - MOST_ROWS;
  return (
    <section
      className={styles.panel}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {m.waiting_title()}
        </h2>
        <IconButton label={m.close()} icon={<Icon of={X} size={18} />} onClick={onClose} />
      </header>
      <ul className={styles.rows}>
        {rows.slice(0, MOST_ROWS).map((row) => (
          <li key={row.roomId}>
            <WaitingRow row={row} onOpen={() => open(row)} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>{m.waiting_more({ count: more })}</p>}
    </section>
  );
}

function WaitingRow({ row, onOpen }: { row: RoomRow; onOpen: () => void }) {
  const now = useNow();
  const { lastMessage } = row;
  return (
    <button type="button" className={styles.row} onClick={onOpen}>
      {row.kind === "student" ? <SchoolAvatar /> : <Avatar name={row.title} id={row.roomId} shape="room" />}
      <span className={styles.what}>{sentenceOf(row)}</span>
      <span className={styles.time}>{lastMessage === null ? "" : shortMoment(lastMessage.at, now)}</span>
      {lastMessage !== null && <LastMessage message={lastMessage} />}
    </button>
  );
}

function LastMessage({ message }: { message: NonNullable<RoomRow["lastMessage"]> }) {
  const name = usePersonName(message.sender.accountId);
  return (
    <span className={styles.last} dir="auto">
      {m.preview_by({ name, text: previewOf(message) })}
    </span>
  );
}

function sentenceOf({ kind, unread, title }: RoomRow): string {
  if (kind === "group") return m.waiting_in_room({ count: unread, title });
  return unread === 0 ? m.waiting_school_opened() : m.waiting_from_school({ count: unread });
}
