import { Fragment } from "preact/compat";
import { useNow } from "../app/now.ts";
import { Icon } from "../design/icon.tsx";
import { MOMENT } from "../design/tip.ts";
import { m } from "../paraglide/messages.js";
import { daysBetween } from "../text/days.ts";
import { dayName, timeOfDay } from "../text/time.ts";
import { KINDS } from "./audit-kinds.tsx";
import styles from "./audit-list.module.css";
import { detailsOf, sentenceOf } from "./audit-sentence.ts";
import type { AuditEntry } from "./entry-names.ts";
import { NamedSentence } from "./named-sentence.tsx";

/** Entries, under the days on which they were written. */
export function AuditList({ entries }: { entries: readonly AuditEntry[] }) {
  const now = useNow();
  return daysOf(entries).map((day) => (
    <section key={day[0]?.record.number} aria-label={dayName(day[0]?.record.at ?? now, now)}>
      <h2 className={styles.day}>{dayName(day[0]?.record.at ?? now, now)}</h2>
      <ol className={styles.list}>
        {day.map((entry) => (
          <li key={entry.record.number}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { number, at, audited } = entry.record;
  const { icon, tone } = KINDS[audited.kind];
  const details = [...detailsOf(entry), m.audit_number({ number })];
  return (
    <article className={styles.entry} data-kind={audited.kind}>
      <span className={styles.icon} data-tone={tone}>
        <Icon of={icon} size={17} />
      </span>
      <div className={styles.what}>
        <p className={styles.sentence}>
          <NamedSentence>{sentenceOf(entry)}</NamedSentence>
        </p>
        <p className={styles.details}>
          {details.map((detail, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes
            <Fragment key={index}>
              {index > 0 && " · "}
              <NamedSentence>{detail}</NamedSentence>
            </Fragment>
          ))}
        </p>
      </div>
      <time className={styles.time} dateTime={new Date(at).toISOString()} data-tip={MOMENT} data-moment={at}>
        {timeOfDay(at)}
      </time>
    </article>
  );
}

/** In their own order: a clock that was set back begins another day. */
function daysOf(entries: readonly AuditEntry[]): AuditEntry[][] {
  const days: AuditEntry[][] = [];
  for (const entry of entries) {
    const day = days.at(-1);
    const last = day?.at(-1);
    if (day && last && daysBetween(entry.record.at, last.record.at) === 0) day.push(entry);
    else days.push([entry]);
  }
  return days;
}
