import { m } from "../paraglide/messages.js";
import styles from "./timeline-skeleton.module.css";

const BUBBLES = [
  { share: 46, own: false },
  { share: 30, own: false },
  { share: 38, own: true },
  { share: 55, own: false },
  { share: 24, own: true },
];

export const TimelineSkeleton = () => (
  <div className={styles.skeleton} role="status" aria-label={m.loading()}>
    {BUBBLES.map(({ share, own }) => (
      <span key={share} data-own={own || undefined} style={{ inlineSize: `${share}%` }} />
    ))}
  </div>
);
