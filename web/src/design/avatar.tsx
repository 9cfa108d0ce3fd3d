import styles from "./avatar.module.css";
import { classes } from "./classes.ts";
import { hueOf, initialsOf } from "./initials.ts";

interface AvatarProps {
  name: string;
  /** What the colour is drawn from, so that it stays when the name changes. */
  id: string;
  shape?: "person" | "room";
  size?: "small" | "medium" | "large";
  /** Shows a dot; `null`: not known. */
  online?: boolean | null;
}

/** Decoration only: the name stands beside it. */
export function Avatar({ name, id, shape = "person", size = "medium", online }: AvatarProps) {
  return (
    <span
      className={classes(styles.avatar, styles[shape], styles[size])}
      data-hue={hueOf(id)}
      data-initials={initialsOf(name, shape === "room" ? 1 : 2)}
      aria-hidden="true"
    >
      {online && <span className={styles.online} />}
    </span>
  );
}
