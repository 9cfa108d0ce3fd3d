import { Mark } from "../design/mark.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./whole-screen.module.css";

/** Appears only when loading takes long enough to be noticed. */
export const LoadingScreen = () => (
  <div className={`${styles.screen} ${styles.late}`} role="status" aria-label={m.loading()}>
    <Mark size={40} className={styles.breathing} />
  </div>
);
