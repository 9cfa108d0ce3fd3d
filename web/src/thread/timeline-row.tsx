import { memo } from "preact/compat";
import { Link } from "../app/link.tsx";
import { useNow } from "../app/now.ts";
import { useMe } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { Button } from "../design/button.tsx";
import { Spinner } from "../design/spinner.tsx";
import { m } from "../paraglide/messages.js";
import { SchoolAvatar } from "../rooms/school-avatar.tsx";
import { dayName } from "../text/time.ts";
import { MessageRow } from "./message-row.tsx";
import { PendingRow } from "./pending-row.tsx";
import { ChangeLine, JoinedLine } from "./room-change.tsx";
import type { Row } from "./rows.ts";
import { useThread, useThreadCount, useThreadRow } from "./thread-context.ts";
import styles from "./timeline.module.css";

interface TimelineRowProps {
  row: Row;
  hasOlder: boolean;
  /** Given when older messages could not be loaded. */
  onRetryOlder: (() => void) | undefined;
  highlighted: boolean;
}

export const TimelineRow = memo(function TimelineRow({
  row,
  hasOlder,
  onRetryOlder,
  highlighted,
}: TimelineRowProps) {
  switch (row.kind) {
    case "top":
      return hasOlder ? <Older onRetry={onRetryOlder} /> : <Beginning />;
    case "day":
      return <Day at={row.at} />;
    case "unread":
      return <p className={styles.unread}>{m.thread_unread_line()}</p>;
    case "message":
      return (
        <MessageRow rowKey={row.key} message={row.message} leads={row.leads} highlighted={highlighted} />
      );
    case "pending":
      return <PendingRow rowKey={row.key} item={row.item} leads={row.leads} />;
    case "joined":
      return <JoinedLine accountIds={row.accountIds} at={row.at} />;
    case "change":
      return <ChangeLine event={row.event} />;
    case "end":
      return <div className={styles.end} />;
  }
});

function Day({ at }: { at: number }) {
  const now = useNow();
  return (
    <p className={styles.day}>
      <span>{dayName(at, now)}</span>
    </p>
  );
}

const Older = ({ onRetry }: { onRetry: (() => void) | undefined }) => (
  <div className={styles.top}>
    {onRetry === undefined ? (
      <>
        <Spinner /> {m.thread_loading_older()}
      </>
    ) : (
      <>
        {m.thread_older_failed()}
        <Button small onClick={onRetry}>
          {m.try_again()}
        </Button>
      </>
    )}
  </div>
);

const beginning = (messages: number, name: string) =>
  messages === 0 ? m.thread_empty({ name }) : m.thread_beginning();

function Beginning() {
  const { title } = useThread();
  const row = useThreadRow();
  const messages = useThreadCount("messageCount");
  const { name, role } = useMe();
  const alone = role === "admin" && row.isDefault && row.memberCount === 1;
  const student = role === "admin" ? row.conversation?.studentId : undefined;
  return (
    <div className={`${styles.top} ${styles.beginning}`}>
      {row.kind === "student" && student === undefined ? (
        <SchoolAvatar large />
      ) : (
        <Avatar
          name={title}
          id={student ?? row.roomId}
          shape={student === undefined ? "room" : "person"}
          size="large"
        />
      )}
      <strong dir="auto">{title}</strong>
      <span>{row.kind === "student" ? m.desk_beginning({ title }) : beginning(messages, name)}</span>
      {alone && (
        <span>
          {m.thread_alone()} <Link to="/people">{m.thread_add_people()}</Link>
        </span>
      )}
    </div>
  );
}
