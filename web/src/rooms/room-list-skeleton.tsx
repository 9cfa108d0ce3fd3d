import { m } from "../paraglide/messages.js";
import styles from "./room-list-skeleton.module.css";

const ROWS = [62, 45, 70, 38, 56];

export const RoomListSkeleton = () => (
  <div className={styles.skeleton} role="status" aria-label={m.loading()}>
    {ROWS.map((share) => (
      <div key={share} className={styles.row}>
        <span />
        <span style={{ inlineSize: `${share}%` }} />
      </div>
    ))}
  </div>
);
