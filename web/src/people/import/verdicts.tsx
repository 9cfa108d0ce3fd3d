import type { RosterCheck, RosterVerdict } from "@encrptalk/protocol";
import { useId, useState } from "preact/compat";
import { Badge } from "../../design/badge.tsx";
import { UnevenList } from "../../design/uneven-list.tsx";
import { UnevenView } from "../../design/uneven-view.ts";
import { m } from "../../paraglide/messages.js";
import { numberOf } from "../../text/lists.ts";
import { verdictSentence } from "./roster-sentence.ts";
import styles from "./verdicts.module.css";

type Verdict = RosterVerdict["verdict"];
type Filter = Verdict | "all";

const VERDICTS = {
  refused: { label: m.roster_verdict_refused, tone: "danger" },
  deactivate: { label: m.roster_verdict_deactivate, tone: "warning" },
  update: { label: m.roster_verdict_update, tone: "accent" },
  add: { label: m.roster_verdict_add, tone: "accent" },
  unchanged: { label: m.roster_verdict_unchanged, tone: "plain" },
} as const satisfies Record<Verdict, object>;
const ORDER = Object.keys(VERDICTS) as Verdict[];

interface VerdictsProps {
  check: RosterCheck;
  /** Whether students who are not in the list are shown. */
  withMissing: boolean;
  scroller: React.RefObject<HTMLElement | null>;
}

/** What becomes of each row, by verdict. */
export function Verdicts({ check, withMissing, scroller }: VerdictsProps) {
  const headingId = useId();
  const [wanted, setWanted] = useState<Filter>("all");
  const [view] = useState(() => new UnevenView<RosterVerdict>({ keyOf: verdictKey }));
  const counts = { ...check.counts, deactivate: withMissing ? check.counts.deactivate : 0 };
  const found = ORDER.filter((verdict) => counts[verdict] > 0);
  const filter = wanted !== "all" && !found.includes(wanted) ? "all" : wanted;
  const total = found.reduce((sum, verdict) => sum + counts[verdict], 0);
  const shown = check.verdicts.filter(({ verdict }) =>
    filter === "all" ? counts[verdict] > 0 : verdict === filter,
  );
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <h2 id={headingId}>{m.roster_students()}</h2>
      <VerdictFilter
        value={filter}
        options={[["all", m.roster_verdict_all(), total], ...found.map(optionOf)]}
        onChange={setWanted}
      />
      <div className={styles.list}>
        <UnevenList role="list" view={view} rows={shown} scroller={scroller}>
          {(verdict) => <VerdictRow verdict={verdict} />}
        </UnevenList>
      </div>
      {shown.length < (filter === "all" ? total : counts[filter]) && (
        <p className={styles.more}>{m.roster_only_first()}</p>
      )}
    </section>
  );

  function optionOf(verdict: Verdict): [Filter, string, number] {
    return [verdict, VERDICTS[verdict].label(), counts[verdict]];
  }
}

const verdictKey = ({ line, rollId }: RosterVerdict) => `${line} ${rollId}`;

interface VerdictFilterProps {
  value: Filter;
  options: [Filter, string, number][];
  onChange: (filter: Filter) => void;
}

function VerdictFilter({ value, options, onChange }: VerdictFilterProps) {
  const name = useId();
  return (
    <fieldset className={styles.filter}>
      <legend>{m.roster_filter()}</legend>
      {options.map(([filter, label, count]) => (
        <label key={filter}>
          <input type="radio" name={name} checked={filter === value} onChange={() => onChange(filter)} />
          <span data-refused={filter === "refused" || undefined}>
            {label} <b>{numberOf(count)}</b>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function VerdictRow({ verdict: row }: { verdict: RosterVerdict }) {
  const { label, tone } = VERDICTS[row.verdict];
  return (
    <div className={styles.row}>
      <span className={styles.verdict}>
        <Badge tone={tone}>{label()}</Badge>
      </span>
      <p className={styles.name} dir="auto">
        {row.name === "" ? <i>{m.roster_no_name()}</i> : row.name}
      </p>
      <p className={styles.roll}>
        <bdi>{row.rollId}</bdi>
      </p>
      <p className={styles.why}>{verdictSentence(row)}</p>
      <p className={styles.line}>
        {row.line === null ? m.roster_not_in_list() : m.roster_line({ line: numberOf(row.line) })}
      </p>
    </div>
  );
}
