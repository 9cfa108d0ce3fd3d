import type { RoomRow } from "@encrptalk/client";
import type { MessageSent } from "@encrptalk/protocol";
import { BellOff } from "lucide";
import { Link } from "../app/link.tsx";
import { useNow } from "../app/now.ts";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe, usePersonName, useSignedIn } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { badgeCount } from "../text/lists.ts";
import { previewOf } from "../text/preview.ts";
import { shortMoment } from "../text/time.ts";
import { useTypingSentence } from "../thread/typing-sentence.ts";
import styles from "./room-list.module.css";
import { SchoolAvatar } from "./school-avatar.tsx";

interface RoomListItemProps {
  row: RoomRow;
  selected: boolean;
}

export function RoomListItem({ row, selected }: RoomListItemProps) {
  const now = useNow();
  const { school } = useSignedIn();
  const isSchool = row.kind === "student";
  const typing = useTypingSentence(useObservable(useClient().room(row.roomId).typing));
  const { lastMessage, unread } = row;
  return (
    <div className={styles.item}>
      <Link
        to={`/rooms/${row.roomId}`}
        className={classes(styles.link, unread > 0 && styles.unread)}
        aria-current={selected ? "page" : undefined}
      >
        {isSchool ? <SchoolAvatar /> : <Avatar name={row.title} id={row.roomId} shape="room" />}
        <span className={styles.title} dir="auto">
          {isSchool ? school : row.title}
        </span>
        <span className={styles.time}>
          {row.notify === "nothing" && <Muted />}
          {lastMessage === null ? "" : shortMoment(lastMessage.at, now)}
        </span>
        {typing === null ? (
          <span className={styles.last} dir="auto">
            <LastLine row={row} />
          </span>
        ) : (
          <span className={classes(styles.last, styles.typing)}>{typing}</span>
        )}
        {unread > 0 && (
          <span className={styles.badge}>
            <span aria-hidden="true">{badgeCount(unread)}</span>
            <VisuallyHidden>{m.unread_count({ count: unread })}</VisuallyHidden>
          </span>
        )}
      </Link>
    </div>
  );
}

const Muted = () => (
  <>
    <Icon of={BellOff} size={12} />
    <VisuallyHidden>{m.room_notify_muted()}</VisuallyHidden>
  </>
);

function LastLine({ row }: { row: RoomRow }) {
  if (row.archived) return m.room_archived_badge();
  return row.lastMessage === null ? m.room_no_messages() : <LastMessage message={row.lastMessage} />;
}

function LastMessage({ message }: { message: MessageSent }) {
  const mine = useMe().accountId === message.sender.accountId;
  const name = usePersonName(message.sender.accountId);
  const text = previewOf(message);
  return mine ? m.preview_by_me({ text }) : m.preview_by({ name, text });
}
