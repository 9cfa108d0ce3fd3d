import type { AuditKind } from "@encrptalk/protocol";
import { Button } from "../design/button.tsx";
import { SelectField } from "../design/select-field.tsx";
import { m } from "../paraglide/messages.js";
import type { AuditQuestion } from "./audit-address.ts";
import styles from "./audit-filters.module.css";
import { kindOptions } from "./audit-kinds.tsx";
import { PersonFilter } from "./person-filter.tsx";

interface AuditFiltersProps {
  question: AuditQuestion;
  isFiltered: boolean;
  personName: string | undefined;
  onAsk: (change: Partial<AuditQuestion>) => void;
}

/** What happened, whom it is about, and when. */
export function AuditFilters({ question, isFiltered, personName, onAsk }: AuditFiltersProps) {
  return (
    <search className={styles.filters} aria-label={m.audit_filters()}>
      <SelectField<AuditKind | "">
        label={m.audit_kind()}
        value={question.kind}
        onChange={(kind) => onAsk({ kind })}
        options={[{ value: "", label: m.audit_all_kinds() }, ...kindOptions()]}
      />
      <PersonFilter chosen={question.person} name={personName} onChoose={(person) => onAsk({ person })} />
      <DayField
        label={m.audit_from()}
        value={question.from}
        max={question.to}
        onChange={(from) => onAsk({ from })}
      />
      <DayField
        label={m.audit_to()}
        value={question.to}
        min={question.from}
        onChange={(to) => onAsk({ to })}
      />
      {isFiltered && (
        <Button look="quiet" small onClick={() => onAsk({ kind: "", person: "", from: "", to: "" })}>
          {m.audit_clear()}
        </Button>
      )}
    </search>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

const DayField = ({ label, value, min, max, onChange }: DayFieldProps) => (
  <label className={styles.day}>
    <span>{label}</span>
    <input
      type="date"
      value={value}
      min={min || undefined}
      max={max || undefined}
      data-empty={value === "" || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
