import { Download, GraduationCap, MailCheck, Printer, QrCode } from "lucide";
import { useCallback, useState } from "preact/compat";
import { useLocation } from "wouter";
import { useClient } from "../../app/signed-in.ts";
import { useLoaded } from "../../app/use-loaded.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { FormError } from "../../design/form-error.tsx";
import { Icon } from "../../design/icon.tsx";
import { LoadMore } from "../../design/load-more.tsx";
import { SelectField } from "../../design/select-field.tsx";
import { m } from "../../paraglide/messages.js";
import { sentenceOf } from "../../text/error-sentence.ts";
import { fullMoment } from "../../text/time.ts";
import { BesidePeople } from "../beside-people.tsx";
import { saveCsv } from "../save-csv.ts";
import { Card, CardSheet, type Invitation } from "./cards.tsx";
import styles from "./invitations-page.module.css";

/** Cards that are drawn at once: a hundred sheets of paper. */
const MAX_CARDS = 1_000;
const PREVIEWED = 4;

/** Links for all who have not signed in yet, as cards to cut out and as a list. */
export function InvitationsPage() {
  const [made, setMade] = useState<readonly Invitation[]>([]);
  return (
    <BesidePeople title={m.invitations_title()}>
      <div className={styles.body}>
        <MakeInvitations onMade={setMade} />
        {made.length > 0 && <MadeInvitations invitations={made} />}
      </div>
    </BesidePeople>
  );
}

function MakeInvitations({ onMade }: { onMade: (made: readonly Invitation[]) => void }) {
  const { api } = useClient();
  const [className, setClassName] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const load = useCallback(async () => {
    const [classes, students, waiting] = await Promise.all([
      api.classes(),
      api.people({ role: "student", limit: 1 }),
      api.people({ role: "student", status: "invited", limit: 1 }),
    ]);
    return {
      classes: classes.map((one) => one.className),
      students: students.total,
      waiting: waiting.total,
    };
  }, [api]);
  const [loaded, reload] = useLoaded(load);
  if (loaded.status !== "ready")
    return (
      <LoadMore
        status={loaded.status}
        error={loaded.status === "failed" ? loaded.error : undefined}
        hasMore={false}
        onLoad={reload}
      />
    );
  const { classes, students, waiting } = loaded.value;
  if (students === 0) return <NoStudents />;
  if (waiting === 0)
    return (
      <EmptyState icon={<Icon of={MailCheck} size={22} />} title={m.invitations_nobody()}>
        {m.invitations_nobody_text()}
      </EmptyState>
    );

  const make = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { invitations } = await api.inviteStudents(className === "" ? {} : { className });
      onMade(invitations);
      if (invitations.length === 0) setProblem(m.invitations_none_made());
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={styles.make}>
      <p>{m.invitations_waiting({ count: waiting })}</p>
      <p className={styles.text}>{m.invitations_text()}</p>
      <FormError>{problem}</FormError>
      <div className={styles.actions}>
        <SelectField
          label={m.invitations_class()}
          value={className}
          options={[
            { value: "", label: m.invitations_all_classes() },
            ...classes.map((name) => ({ value: name, label: name })),
          ]}
          onChange={setClassName}
        />
        <Button look="primary" busy={busy} onClick={() => void make()}>
          <Icon of={QrCode} size={18} />
          {m.invitations_action()}
        </Button>
      </div>
    </section>
  );
}

function NoStudents() {
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon={<Icon of={GraduationCap} size={22} />}
      title={m.desk_no_students()}
      action={<Button onClick={() => navigate("/people/import")}>{m.desk_import()}</Button>}
    >
      {m.invitations_no_students_text()}
    </EmptyState>
  );
}

function MadeInvitations({ invitations }: { invitations: readonly Invitation[] }) {
  const printable = invitations.length <= MAX_CARDS;
  return (
    <section className={styles.made}>
      <h2>
        <span role="status">{m.invitations_made({ count: invitations.length })}</span>
      </h2>
      <p className={styles.text}>
        {m.invitations_made_text({ time: fullMoment(invitations[0]?.expiresAt ?? 0) })}
      </p>
      <div className={styles.actions}>
        {printable && (
          <Button look="primary" onClick={() => window.print()}>
            <Icon of={Printer} size={18} />
            {m.invitations_print()}
          </Button>
        )}
        <Button onClick={() => saveCsv("invitations.csv", rowsOf(invitations))}>
          <Icon of={Download} size={18} />
          {m.invitations_download()}
        </Button>
      </div>
      {printable ? (
        <>
          <p className={styles.text}>{m.invitations_preview()}</p>
          <div className={styles.preview}>
            {invitations.slice(0, PREVIEWED).map((invitation) => (
              <Card key={invitation.accountId} invitation={invitation} />
            ))}
          </div>
          <CardSheet invitations={invitations} />
        </>
      ) : (
        <p>{m.invitations_too_many()}</p>
      )}
    </section>
  );
}

/** As the command line writes them. */
const rowsOf = (invitations: readonly Invitation[]): string[][] => [
  ["Roll ID", "Name", "Email", "Class", "Link"],
  ...invitations.map(({ rollId, name, email, className, url }) => [rollId, name, email, className, url]),
];
