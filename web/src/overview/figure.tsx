import { ChevronRight } from "lucide";
import { Link } from "../app/link.tsx";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import styles from "./overview.module.css";

interface FigureProps {
  label: string;
  value: string;
  /** What it counts. */
  text: string;
  /** The list of those that it counts. */
  to?: string;
  tone?: "plain" | "warning" | "calm";
  wide?: boolean;
}

/** One figure, and the way to what it counts. */
export function Figure({ label, value, text, to, tone = "plain", wide = false }: FigureProps) {
  const content = (
    <>
      <span className={styles.label}>
        {label}
        {to !== undefined && <Icon of={ChevronRight} size={16} className="directional" />}
      </span>{" "}
      <span className={styles.value}>{value}</span> <span className={styles.text}>{text}</span>
    </>
  );
  return (
    <li className={classes(wide && styles.wide)}>
      {to === undefined ? (
        <div className={styles.figure} data-tone={tone}>
          {content}
        </div>
      ) : (
        <Link to={to} className={styles.figure} data-tone={tone}>
          {content}
        </Link>
      )}
    </li>
  );
}
