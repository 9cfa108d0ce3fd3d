import type { ReactNode } from "preact/compat";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** Whether it stands for the whole page, whose heading it then is. */
  wholePage?: boolean;
  /** What this is, and what to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, wholePage = false, children, action }: EmptyStateProps) {
  const Heading = wholePage ? "h1" : "p";
  return (
    <div className={styles.empty}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <Heading className={styles.title}>{title}</Heading>
      {children !== undefined && <p className={styles.text}>{children}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
