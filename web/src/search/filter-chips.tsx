import { useMe } from "../app/signed-in.ts";
import { m } from "../paraglide/messages.js";
import styles from "./filter-chips.module.css";

export type ChipFilter = "from" | "in" | "class" | "after" | "before";

/** What a search can be narrowed by, each put into the field by a click. */
export function FilterChips({ onChoose }: { onChoose: (filter: ChipFilter) => void }) {
  const staff = useMe().role === "admin";
  const filters: [ChipFilter, string][] = [
    ["from", m.search_filter_from()],
    ["in", staff ? m.search_filter_in() : m.search_filter_in_room()],
    ...(staff ? ([["class", m.search_filter_class()]] satisfies [ChipFilter, string][]) : []),
    ["after", m.search_filter_after()],
    ["before", m.search_filter_before()],
  ];
  return (
    <ul className={styles.chips} aria-label={m.search_filters()}>
      {filters.map(([filter, what]) => (
        <li key={filter}>
          <button type="button" className={styles.chip} onClick={() => onChoose(filter)}>
            <code>{filter}:</code> {what}
          </button>
        </li>
      ))}
    </ul>
  );
}
