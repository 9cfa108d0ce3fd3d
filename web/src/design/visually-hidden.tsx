import type { ReactNode } from "preact/compat";
import styles from "./visually-hidden.module.css";

/** Read out, not shown. */
export const VisuallyHidden = ({ children }: { children: ReactNode }) => (
  <span className={styles.hidden}>{children}</span>
);
