import type { ReactNode } from "react";
import { PHONE, useMedia } from "./media.ts";
import styles from "./panes.module.css";

interface PanesProps {
  list: ReactNode;
  main: ReactNode;
  /** A third column; on narrower screens the main pane shows the same in a panel. */
  details?: ReactNode;
  /** Which of the two a phone shows. */
  showing: "list" | "main";
}

/** List, thread, details: side by side where there is room, one at a time on a phone. */
export function Panes({ list, main, details, showing }: PanesProps) {
  const phone = useMedia(PHONE);
  return (
    <div className={styles.panes} data-details={details !== undefined || undefined}>
      {(!phone || showing === "list") && <div className={styles.list}>{list}</div>}
      {(!phone || showing === "main") && (
        <main id="main" tabIndex={-1} className={styles.main}>
          {main}
        </main>
      )}
      {details !== undefined && <aside className={styles.details}>{details}</aside>}
    </div>
  );
}
