import type { AccountId, Timestamp } from "@encrptalk/protocol";
import type { ReactNode } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe, usePersonName } from "../app/signed-in.ts";
import { MOMENT } from "../design/tip.ts";
import { m } from "../paraglide/messages.js";
import { listOf } from "../text/lists.ts";
import { timeOfDay } from "../text/time.ts";
import type { Change } from "./rows.ts";
import { useThread } from "./thread-context.ts";
import styles from "./timeline.module.css";

/** How many of those who joined together are named. */
const NAMED = 3;

export function JoinedLine({ accountIds, at }: { accountIds: readonly AccountId[]; at: Timestamp }) {
  const others = accountIds.length - NAMED;
  const shown = others > 0 ? accountIds.slice(0, NAMED - 1) : accountIds;
  return (
    <Line at={at}>
      <Names accountIds={shown} others={accountIds.length - shown.length} />
    </Line>
  );
}

function Names({ accountIds, others }: { accountIds: readonly AccountId[]; others: number }) {
  const client = useClient();
  const [first, second, third] = accountIds;
  const people = [
    useObservable(first === undefined ? NOBODY : client.person(first)),
    useObservable(second === undefined ? NOBODY : client.person(second)),
    useObservable(third === undefined ? NOBODY : client.person(third)),
  ];
  const names = accountIds.map((_, index) => people[index]?.name ?? m.person_unknown());
  if (others > 0) names.push(m.people_others({ count: others }));
  return m.change_joined({ names: listOf(names) });
}

const NOBODY = { get: () => null, subscribe: () => () => {} };

export function ChangeLine({ event }: { event: Change }) {
  const sender = usePersonName(event.sender.accountId);
  const leaver = usePersonName(event.type === "member.left" ? event.accountId : event.sender.accountId);
  const me = useMe();
  const { row } = useThread();
  if (row.kind === "student") {
    const sentences = me.role === "admin" ? FOR_STAFF : FOR_STUDENTS;
    const sentence = sentences[event.type];
    if (sentence !== undefined)
      return (
        <Line at={event.at}>{sentence({ name: sender, mine: event.sender.accountId === me.accountId })}</Line>
      );
  }
  return <Line at={event.at}>{sentenceOf(event, sender, leaver)}</Line>;
}

type Sentences = { [type in Change["type"]]?: (who: { name: string; mine: boolean }) => string };

/** Of a conversation the staff are told which of them it was; to a student it is the school. */
const FOR_STAFF: Sentences = {
  "room.created": ({ name }) => m.desk_change_started({ name }),
  "conversation.closed": ({ name }) => m.desk_change_closed({ name }),
  "conversation.reopened": ({ name }) => m.desk_change_reopened({ name }),
};
const FOR_STUDENTS: Sentences = {
  "room.created": ({ mine }) => (mine ? m.student_change_started_by_me() : m.student_change_started()),
  "conversation.closed": () => m.student_change_closed(),
  "conversation.reopened": ({ mine }) =>
    mine ? m.student_change_reopened_by_me() : m.student_change_reopened(),
};

function sentenceOf(event: Change, name: string, leaver: string): string {
  switch (event.type) {
    case "room.created":
      return m.change_created({ name });
    case "room.renamed":
      return m.change_renamed({ name, title: event.title });
    case "room.archived":
      return m.change_archived({ name });
    case "room.restored":
      return m.change_restored({ name });
    case "member.left":
      return m.change_left({ name: leaver });
    case "encryption.raised":
      return m.change_encrypted({ name });
    case "conversation.closed":
      return m.desk_change_closed({ name });
    case "conversation.reopened":
      return m.desk_change_reopened({ name });
  }
}

const Line = ({ at, children }: { at: Timestamp; children: ReactNode }) => (
  <p className={styles.note}>
    <span>
      {children}
      {" · "}
      <time dateTime={new Date(at).toISOString()} data-tip={MOMENT} data-moment={at}>
        {timeOfDay(at)}
      </time>
    </span>
  </p>
);
