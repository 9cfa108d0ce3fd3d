import type { DeskEntryRow } from "@encrptalk/client";
import type { AccountId, StudentDetails } from "@encrptalk/protocol";
import { Copy, Download, UserRound } from "lucide";
import { type ReactNode, useId } from "preact/compat";
import { Link } from "../app/link.tsx";
import { useNow } from "../app/now.ts";
import { useOnline } from "../app/use-online.ts";
import { Avatar } from "../design/avatar.tsx";
import { Button, IconButton } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { copyText } from "../text/copy-text.ts";
import { sentenceOf } from "../text/error-sentence.ts";
import { ConversationFacts } from "./conversation-facts.tsx";
import { presenceOf } from "./presence.ts";
import styles from "./student-facts.module.css";
import { useStudent } from "./use-conversation-status.ts";
import type { LoadedDetails } from "./use-student-details.ts";

export interface StudentFactsProps extends LoadedDetails {
  studentId: AccountId;
}

/** A student, and how it stands with their conversation. */
export function StudentFacts({ studentId, details, error, reload }: StudentFactsProps) {
  const student = useStudent(studentId);
  const failed = error !== undefined;
  if (student === null) return failed ? null : <Skeleton />;
  return (
    <div className={styles.facts}>
      <Profile student={student} details={details} />
      {student.conversation !== null && (
        <>
          <ConversationFacts student={student} details={details} />
          <Exports studentId={studentId} />
        </>
      )}
      {failed && (
        <div className={styles.section} role="status">
          <p className={styles.seen}>
            {details === null ? m.desk_details_failed() : m.desk_details_stale()} {sentenceOf(error)}
          </p>
          <Button small onClick={reload}>
            {m.try_again()}
          </Button>
        </div>
      )}
    </div>
  );
}

const Skeleton = () => (
  <div className={styles.skeleton} role="status" aria-label={m.loading()}>
    <span />
    <span />
    <span />
    <span />
  </div>
);

function Profile({ student, details }: { student: DeskEntryRow; details: StudentDetails | null }) {
  const { accountId, name, email, rollId, className } = student.student;
  const online = useOnline(accountId, details?.entry);
  const presence = presenceOf(details, online, useNow());
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <div className={styles.who}>
        <Avatar name={name} id={accountId} size="large" online={online} />
        <div className={styles.names}>
          <h3 id={headingId} className={styles.name} dir="auto">
            {name}
          </h3>
          {presence !== null && <p className={online ? styles.online : styles.seen}>{presence}</p>}
        </div>
      </div>
      <dl className={`${styles.list} ${styles.profile}`}>
        <Copied label={m.email()} value={email} />
        <Copied label={m.person_roll_id()} value={rollId} />
        <Copied label={m.person_class()} value={className} />
        <div>
          <dt>{m.settings_devices()}</dt>
          <dd>{details === null ? "–" : devicesSentence(details)}</dd>
        </div>
      </dl>
      <Link to={`/people?find=${encodeURIComponent(rollId)}`} className={styles.way}>
        <Icon of={UserRound} size={16} />
        {m.desk_person_link()}
      </Link>
    </section>
  );
}

function devicesSentence({ accountStatus, devices }: StudentDetails): string {
  if (accountStatus === "invited") return m.desk_invited();
  return devices === 0 ? m.desk_not_signed_in() : m.desk_devices({ count: devices });
}

const Copied = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd className={styles.copied}>
      <bdi>{breakable(value)}</bdi>
      <IconButton
        label={m.desk_copy({ what: label })}
        icon={<Icon of={Copy} size={15} />}
        onClick={() => copyText(value)}
      />
    </dd>
  </div>
);

/** An address that is too long for its line breaks before its domain. */
function breakable(value: string): ReactNode {
  const at = value.lastIndexOf("@") + 1;
  return at === 0 ? (
    value
  ) : (
    <>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </>
  );
}

/** The whole conversation as a file. */
function Exports({ studentId }: { studentId: AccountId }) {
  const address = `/api/desk/students/${studentId}/export`;
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <h3 id={headingId} className={styles.heading}>
        {m.desk_export()}
      </h3>
      <a className={styles.way} href={`${address}?format=html`} download>
        <Icon of={Download} size={16} />
        {m.desk_export_html()}
      </a>
      <a className={styles.way} href={`${address}?format=json`} download>
        <Icon of={Download} size={16} />
        {m.desk_export_json()}
      </a>
    </section>
  );
}
