import type { DeskOverview } from "@encrptalk/protocol";
import { CloudOff } from "lucide";
import { useNow } from "../app/now.ts";
import header from "../app/pane-header.module.css";
import { useSignedIn } from "../app/signed-in.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { deskPath } from "../desk/desk-address.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { numberOf } from "../text/lists.ts";
import { lasting, lastingInWords } from "../text/time.ts";
import { DaysChart } from "./days-chart.tsx";
import { Figure } from "./figure.tsx";
import styles from "./overview.module.css";
import { useOverview } from "./use-overview.ts";

/** How it stands at the desk, now and over the last month. */
export function OverviewPage() {
  const { school } = useSignedIn();
  const { overview, error, retry } = useOverview();
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={header.header}>
        <h1 className={header.title}>{m.navigation_overview()}</h1>
        <span className={styles.school} dir="auto">
          {school}
        </span>
      </header>
      <div className={styles.scroller}>
        {overview !== null ? (
          <div className={styles.body}>
            {error !== undefined && (
              <p className={styles.stale} role="status">
                <Icon of={CloudOff} size={16} />
                <span>{m.overview_stale()}</span>
                <Button small onClick={retry}>
                  {m.try_again()}
                </Button>
              </p>
            )}
            <Figures overview={overview} />
            <DaysChart days={overview.days} />
          </div>
        ) : error === undefined ? (
          <Skeleton />
        ) : (
          <EmptyState
            icon={<Icon of={CloudOff} size={22} />}
            title={m.overview_failed()}
            action={<Button onClick={retry}>{m.try_again()}</Button>}
          >
            {sentenceOf(error)}
          </EmptyState>
        )}
      </div>
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
    </main>
  );
}

function Figures({ overview }: { overview: DeskOverview }) {
  const now = useNow();
  const { waiting, longestWaitingSince, medianFirstResponseMs } = overview;
  return (
    <ul className={styles.figures}>
      <Figure
        label={m.overview_waiting()}
        value={numberOf(waiting)}
        text={
          longestWaitingSince === null
            ? m.overview_waiting_none()
            : m.overview_waiting_longest({ duration: lastingInWords(now - longestWaitingSince) })
        }
        to={deskPath(null, { filter: "active" })}
        tone={waiting > 0 ? "warning" : "calm"}
        wide
      />
      <Figure
        label={m.overview_unread()}
        value={numberOf(overview.unread)}
        text={m.overview_unread_text()}
        to={deskPath(null, { filter: "unread" })}
      />
      <Figure
        label={m.overview_active()}
        value={numberOf(overview.active)}
        text={m.overview_active_text()}
        to={deskPath(null, { filter: "active" })}
      />
      <Figure
        label={m.overview_closed()}
        value={numberOf(overview.closed)}
        text={m.overview_closed_text()}
        to={deskPath(null, { filter: "closed" })}
      />
      <Figure
        label={m.overview_new()}
        value={numberOf(overview.new)}
        text={m.overview_new_text()}
        to={deskPath(null, { filter: "new" })}
      />
      <Figure
        label={m.overview_online()}
        value={numberOf(overview.studentsOnline)}
        text={m.overview_online_of({ count: numberOf(overview.all) })}
      />
      <Figure
        label={m.overview_response()}
        value={medianFirstResponseMs === null ? m.overview_response_none() : lasting(medianFirstResponseMs)}
        text={medianFirstResponseMs === null ? m.overview_response_none_text() : m.overview_response_text()}
      />
    </ul>
  );
}

const Skeleton = () => (
  <div className={styles.body} role="status" aria-label={m.loading()}>
    <div className={`${styles.figures} ${styles.awaited}`}>
      {[1, 2, 3, 4, 5, 6, 7].map((place) => (
        <span key={place} className={styles.figure} />
      ))}
    </div>
    <div className={`${styles.card} ${styles.awaited} ${styles.awaitedChart}`} />
  </div>
);
