import type { RosterCheck, RosterField } from "@encrptalk/protocol";
import { useId } from "preact/compat";
import { SelectField } from "../../design/select-field.tsx";
import { m } from "../../paraglide/messages.js";
import styles from "./columns.module.css";
import { FIELD_NAMES } from "./roster-sentence.ts";

interface ColumnsProps {
  check: RosterCheck;
  onChoose: (field: RosterField, column: number) => void;
}

/** Which column of the list is what: recognised by their names, or chosen. */
export function Columns({ check: { headers, columns, missing }, onChoose }: ColumnsProps) {
  const headingId = useId();
  const named = headers.map((header, column) => ({
    value: String(column),
    label: header === "" ? String(column + 1) : header,
  }));
  const none = { value: "", label: m.roster_column_none() };
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <h2 id={headingId}>{m.roster_columns()}</h2>
      <p className={styles.text} data-missing={missing.length > 0 || undefined}>
        {missing.length > 0 ? m.roster_columns_missing() : m.roster_columns_text()}
      </p>
      <div className={styles.columns}>
        {Object.entries(FIELD_NAMES).map(([name, label]) => {
          const field = name as RosterField;
          const column = columns[field];
          return (
            <div key={field} className={styles.column} data-missing={column === undefined || undefined}>
              <span aria-hidden="true">{label()}</span>
              <SelectField
                label={label()}
                value={column === undefined ? "" : String(column)}
                options={column === undefined ? [none, ...named] : named}
                onChange={(chosen) => onChoose(field, Number(chosen))}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
