import type { DeskCounts, DeskFilter } from "@encrptalk/protocol";
import { memo, useId } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { numberOf } from "../text/lists.ts";
import styles from "./desk-filters.module.css";

interface DeskFiltersProps {
  value: DeskFilter;
  /** `null`: not known yet. */
  counts: DeskCounts | null;
  onAsk: (change: { filter: DeskFilter }) => void;
}

const FILTERS: readonly [DeskFilter, () => string][] = [
  ["all", m.desk_filter_all],
  ["unread", m.desk_filter_unread],
  ["active", m.desk_filter_active],
  ["closed", m.desk_filter_closed],
  ["new", m.desk_filter_new],
];

/** Which students the list shows, each with how many they are. */
export const DeskFilters = memo(function DeskFilters({ value, counts, onAsk }: DeskFiltersProps) {
  const name = useId();
  return (
    <fieldset className={styles.filters}>
      <legend className={styles.legend}>{m.desk_filters_label()}</legend>
      {FILTERS.map(([filter, label]) => (
        <label key={filter} className={styles.filter}>
          <input type="radio" name={name} checked={filter === value} onChange={() => onAsk({ filter })} />
          <span className={styles.face}>
            {label()}{" "}
            <span
              className={styles.count}
              data-waiting={(filter === "unread" && counts?.unread !== 0) || undefined}
            >
              {counts === null ? " " : numberOf(counts[filter])}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
});
