import type { ReactNode } from "preact/compat";
import { PHONE, useMedia } from "./media.ts";
import styles from "./panes.module.css";

interface PanesProps {
  list: ReactNode;
  /** What the list is of; read out. */
  listLabel: string;
  main: ReactNode;
  /** A third column; on narrower screens the main pane shows the same in a panel. */
  details?: ReactNode;
  detailsLabel?: string;
  /** Which of the two a phone shows. */
  showing: "list" | "main";
}

/** List, thread, details: side by side where there is room, one at a time on a phone. */
export function Panes({ list, listLabel, main, details, detailsLabel, showing }: PanesProps) {
  const phone = useMedia(PHONE);
  if (phone) {
    return (
      <main id="main" tabIndex={-1} className={showing === "list" ? styles.list : styles.main}>
        {showing === "list" ? list : main}
      </main>
    );
  }
  return (
    <div className={styles.panes} data-details={details !== undefined || undefined}>
      <section className={styles.list} aria-label={listLabel}>
        {list}
      </section>
      <main id="main" tabIndex={-1} className={styles.main}>
        {main}
      </main>
      {details !== undefined && (
        <aside className={styles.details} aria-label={detailsLabel}>
          {details}
        </aside>
      )}
    </div>
  );
}
