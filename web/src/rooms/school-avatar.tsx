import { Mark } from "../design/mark.tsx";
import styles from "./school-avatar.module.css";

/** Stands for the school among rooms and people. Decoration only: its name stands beside it. */
export const SchoolAvatar = ({ large = false }: { large?: boolean }) => (
  <span className={styles.avatar} data-large={large || undefined} aria-hidden="true">
    <Mark size={large ? 28 : 22} />
  </span>
);
