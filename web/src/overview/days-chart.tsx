import type { DeskOverview } from "@encrptalk/protocol";
import { useId } from "preact/compat";
import hidden from "../design/visually-hidden.module.css";
import { m } from "../paraglide/messages.js";
import { numberOf } from "../text/lists.ts";
import { calendarDay, shortCalendarDay } from "../text/time.ts";
import { scaleFor } from "./chart-scale.ts";
import styles from "./days-chart.module.css";
import card from "./overview.module.css";

type Day = DeskOverview["days"][number];

/** Every so many days the axis says which day it is. */
const NAMED_EVERY = 7;

/** Messages by day. The bars are for the eye; a table says the same to a screen reader. */
export function DaysChart({ days }: { days: readonly Day[] }) {
  const headingId = useId();
  const total = days.reduce((sum, day) => sum + sumOf(day), 0);
  return (
    <section className={card.card} aria-labelledby={headingId}>
      <header className={styles.head}>
        <div>
          <h2 id={headingId} className={styles.title}>
            {m.overview_chart()}
          </h2>
          <p className={styles.text}>{m.overview_chart_text()}</p>
        </div>
        <p className={styles.legend} aria-hidden="true">
          <span data-of="students">{m.overview_from_students()}</span>
          <span data-of="staff">{m.overview_from_staff()}</span>
        </p>
        <p className={styles.total}>{m.overview_chart_total({ count: total })}</p>
      </header>
      {total === 0 ? <p className={styles.none}>{m.overview_chart_empty()}</p> : <Bars days={days} />}
      <Table days={days} />
    </section>
  );
}

const sumOf = ({ fromStudents, fromStaff }: Day) => fromStudents + fromStaff;

function Bars({ days }: { days: readonly Day[] }) {
  const { top, step } = scaleFor(Math.max(...days.map(sumOf)));
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const share = (count: number) => `${(count / top) * 100}%`;
  return (
    <div className={styles.chart} aria-hidden="true">
      <div className={styles.scale}>
        {lines.map((line) => (
          <span key={line} style={{ insetBlockEnd: share(line) }}>
            {numberOf(line)}
          </span>
        ))}
      </div>
      <div className={styles.plot}>
        {lines.map((line) => (
          <i key={line} className={styles.line} style={{ insetBlockEnd: share(line) }} />
        ))}
        {days.map((day, index) => (
          <div key={day.day} className={styles.day} data-tip={tipOfDay(day)}>
            <span className={styles.bar} style={{ blockSize: share(sumOf(day)) }}>
              <i data-of="staff" style={{ flexGrow: day.fromStaff }} />
              <i data-of="students" style={{ flexGrow: day.fromStudents }} />
            </span>
            {(days.length - 1 - index) % NAMED_EVERY === 0 && (
              <span className={styles.name}>{shortCalendarDay(day.day)}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

const tipOfDay = ({ day, fromStudents, fromStaff }: Day): string =>
  [
    calendarDay(day),
    `${m.overview_from_students()}: ${numberOf(fromStudents)}`,
    `${m.overview_from_staff()}: ${numberOf(fromStaff)}`,
  ].join("\n");

const Table = ({ days }: { days: readonly Day[] }) => (
  <div className={hidden.hidden}>
    <table>
      <caption>{m.overview_chart()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.overview_day()}</th>
          <th scope="col">{m.overview_from_students()}</th>
          <th scope="col">{m.overview_from_staff()}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, fromStudents, fromStaff }) => (
          <tr key={day}>
            <th scope="row">{calendarDay(day)}</th>
            <td>{numberOf(fromStudents)}</td>
            <td>{numberOf(fromStaff)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
