import { ArrowDown } from "lucide";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./jump-button.module.css";
import { useThreadCount } from "./thread-context.ts";

/** Back to the end of the thread, and how much waits there. */
export function JumpButton({ onJump }: { onJump: () => void }) {
  const unread = useThreadCount("unread");
  return (
    <button
      type="button"
      className={classes(styles.jump, unread > 0 && styles.news)}
      aria-label={unread > 0 ? undefined : m.thread_jump()}
      onClick={onJump}
    >
      {unread > 0 && m.thread_new_messages({ count: unread })}
      <Icon of={ArrowDown} size={16} />
    </button>
  );
}
