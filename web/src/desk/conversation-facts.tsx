import type { DeskEntryRow } from "@encrptalk/client";
import type { AccountId, Notify, StudentDetails } from "@encrptalk/protocol";
import { type ReactNode, useId } from "preact/compat";
import { useNow } from "../app/now.ts";
import { useClient, usePersonName } from "../app/signed-in.ts";
import { SelectField } from "../design/select-field.tsx";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { numberOf } from "../text/lists.ts";
import { fullMoment, lastingInWords } from "../text/time.ts";
import styles from "./student-facts.module.css";

interface ConversationFactsProps {
  student: DeskEntryRow;
  /** `null`: not known yet. */
  details: StudentDetails | null;
}

/** How it stands with a conversation, and what one wants to be told of it. */
export function ConversationFacts({ student, details }: ConversationFactsProps) {
  const now = useNow();
  const headingId = useId();
  const { conversation } = student;
  if (conversation === null) return null;
  const { waitingSince } = conversation;
  const closed = conversation.status === "closed";
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <h3 id={headingId} className={styles.heading}>
        {m.desk_conversation()}
      </h3>
      <dl className={styles.list}>
        <Fact label={m.desk_fact_status()}>{closed ? m.desk_status_closed() : m.desk_status_active()}</Fact>
        <Fact label={m.desk_fact_started()}>{fullMoment(conversation.startedAt)}</Fact>
        {details !== null && details.startedBy !== null && (
          <Fact label={m.desk_fact_started_by()}>
            <Name accountId={details.startedBy} />
          </Fact>
        )}
        <Fact label={m.desk_fact_messages()}>{numberOf(conversation.messageCount)}</Fact>
        <Fact label={m.desk_fact_waiting()}>
          {waitingSince === null ? m.desk_fact_waiting_nobody() : lastingInWords(now - waitingSince)}
        </Fact>
        <Fact label={m.desk_fact_first_response()}>{firstResponse(details)}</Fact>
      </dl>
      <NotifyChoice student={student} />
    </section>
  );
}

function firstResponse(details: StudentDetails | null): string {
  if (details === null) return "–";
  return details.firstResponseMs === null
    ? m.desk_fact_no_response()
    : lastingInWords(details.firstResponseMs);
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Name = ({ accountId }: { accountId: AccountId }) => <bdi>{usePersonName(accountId)}</bdi>;

function NotifyChoice({ student: { conversation, notify } }: { student: DeskEntryRow }) {
  const client = useClient();
  if (conversation === null) return null;
  const choose = (choice: Notify) => {
    client
      .room(conversation.roomId)
      .setNotify(choice)
      .catch((error: unknown) =>
        showToast({ title: m.desk_notify_failed(), text: sentenceOf(error), tone: "danger" }),
      );
  };
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">{m.desk_notify()}</span>
      <SelectField
        label={m.desk_notify()}
        value={notify}
        onChange={choose}
        options={[
          { value: "all", label: m.desk_notify_all() },
          { value: "mentions", label: m.desk_notify_mentions() },
          { value: "nothing", label: m.desk_notify_nothing() },
        ]}
      />
    </div>
  );
}
