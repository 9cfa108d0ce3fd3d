import type { ReactNode } from "preact/compat";
import styles from "./badge.module.css";
import { classes } from "./classes.ts";

type Tone = "plain" | "accent" | "warning" | "danger";

/** A word about a state. */
export const Badge = ({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) => (
  <span className={classes(styles.badge, styles[tone])}>{children}</span>
);
