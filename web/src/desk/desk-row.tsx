import type { DeskEntryRow } from "@encrptalk/client";
import type { DeskEntry } from "@encrptalk/protocol";
import { Clock3 } from "lucide";
import { memo } from "preact/compat";
import { Link } from "../app/link.tsx";
import { useNow } from "../app/now.ts";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe, usePersonName } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { Badge } from "../design/badge.tsx";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { badgeCount } from "../text/lists.ts";
import { lasting, lastingInWords, shortMoment } from "../text/time.ts";
import { useTypingSentence } from "../thread/typing-sentence.ts";
import styles from "./desk-row.module.css";

interface DeskRowProps {
  row: DeskEntryRow;
  path: string;
  selected: boolean;
}

/** A student in the list, and how it stands between them and the school. */
export const DeskRow = memo(function DeskRow({ row, path, selected }: DeskRowProps) {
  const online = useObservable(useClient().online(row.student.accountId)) ?? false;
  const { student, unread } = row;
  return (
    <div className={styles.item}>
      <Link
        to={path}
        className={classes(styles.link, unread > 0 && styles.unread)}
        aria-current={selected ? "page" : undefined}
      >
        <Avatar name={student.name} id={student.accountId} online={online} />
        <span className={styles.line}>
          <span className={styles.name} dir="auto">
            {student.name}
          </span>
          {online && <VisuallyHidden>{m.desk_online()}</VisuallyHidden>}
          <Time row={row} />
        </span>
        <span className={styles.who}>
          {m.desk_row_person({ rollId: student.rollId, className: student.className })}
          <span className={styles.email}>{student.email}</span>
        </span>
        <span className={styles.line}>
          <LastLine row={row} />
          <Mark row={row} />
        </span>
      </Link>
    </div>
  );
});

function Time({ row: { conversation } }: { row: DeskEntryRow }) {
  const now = useNow();
  const at = conversation?.lastMessage?.at;
  const waitingSince = conversation?.waitingSince ?? null;
  if (at === undefined) return null;
  if (waitingSince === null) return <span className={styles.time}>{shortMoment(at, now)}</span>;
  const waits = m.desk_row_waits({ duration: lastingInWords(now - waitingSince) });
  return (
    <span className={classes(styles.time, styles.waits)} data-tip={waits}>
      <Icon of={Clock3} size={12} />
      <span aria-hidden="true">{lasting(now - waitingSince)}</span>
      <VisuallyHidden>
        {waits}, {shortMoment(at, now)}
      </VisuallyHidden>
    </span>
  );
}

/** What was written last; while somebody is typing, that. */
function LastLine({ row }: { row: DeskEntryRow }) {
  const { accountId } = row.student;
  const typing = useObservable(useClient().desk.typing(accountId));
  const sentence = useTypingSentence(typing);
  if (sentence !== null) {
    const words = typing.includes(accountId) ? m.desk_row_typing() : sentence;
    return <span className={classes(styles.last, styles.typing)}>{words}</span>;
  }
  const last = row.conversation?.lastMessage;
  if (last) {
    return (
      <span className={styles.last} dir="auto">
        <LastMessage last={last} byStudent={last.senderId === accountId} />
      </span>
    );
  }
  return (
    <span className={styles.last}>
      {row.conversation === null ? m.desk_row_never() : m.desk_row_no_messages()}
    </span>
  );
}

type LastMessageFacts = NonNullable<NonNullable<DeskEntry["conversation"]>["lastMessage"]>;

function LastMessage({ last, byStudent }: { last: LastMessageFacts; byStudent: boolean }) {
  const mine = useMe().accountId === last.senderId;
  const text = last.text?.replace(/\s+/gu, " ") ?? m.message_deleted();
  if (byStudent) return text;
  return mine ? m.desk_row_you({ text }) : <OfColleague last={last} text={text} />;
}

function OfColleague({ last, text }: { last: LastMessageFacts; text: string }) {
  return m.desk_row_staff({ name: usePersonName(last.senderId), text });
}

function Mark({ row: { unread, conversation } }: { row: DeskEntryRow }) {
  if (unread > 0) {
    return (
      <span className={styles.badge}>
        <span aria-hidden="true">{badgeCount(unread)}</span>
        <VisuallyHidden>{m.unread_count({ count: unread })}</VisuallyHidden>
      </span>
    );
  }
  if (conversation === null) return <span className={styles.new}>{m.desk_row_new()}</span>;
  if (conversation.status === "active") return null;
  return (
    <span className={styles.word}>
      <Badge>{m.desk_row_closed()}</Badge>
    </span>
  );
}
