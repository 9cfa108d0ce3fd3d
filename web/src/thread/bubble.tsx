import type { AccountId } from "@encrptalk/protocol";
import type { ReactNode } from "preact/compat";
import { Avatar } from "../design/avatar.tsx";
import { classes } from "../design/classes.ts";
import { hueOf } from "../design/initials.ts";
import styles from "./bubble.module.css";

interface BubbleProps {
  rowKey: string;
  own: boolean;
  /** Somebody else of the staff, to a student: on one's own side, by name. */
  colleague?: boolean;
  leads: boolean;
  highlighted?: boolean;
  failed?: boolean;
  sender: { accountId: AccountId; name: string };
  label: string;
  describedBy: string;
  tools?: ReactNode;
  /** Stands under the bubble. */
  below?: ReactNode;
  children: ReactNode;
}

/** One message: others' at the start with their face, one's own at the end. */
export function Bubble(props: BubbleProps) {
  const {
    rowKey,
    own,
    colleague = false,
    leads,
    highlighted,
    failed,
    sender,
    label,
    describedBy,
    tools,
    below,
    children,
  } = props;
  return (
    <div
      className={classes(
        styles.row,
        own || colleague ? styles.own : styles.others,
        colleague && styles.colleague,
        leads && styles.leads,
      )}
    >
      {!own && !colleague && (
        <span className={styles.face}>
          {leads && <Avatar name={sender.name} id={sender.accountId} size="small" />}
        </span>
      )}
      <article
        className={styles.message}
        data-row={rowKey}
        tabIndex={-1}
        aria-label={label}
        aria-describedby={describedBy}
      >
        <div className={classes(styles.bubble, highlighted && styles.highlighted, failed && styles.failed)}>
          {leads && !own && (
            <span className={styles.name} data-hue={hueOf(sender.accountId)}>
              <bdi>{sender.name}</bdi>
            </span>
          )}
          {children}
        </div>
        {tools}
        {below}
      </article>
    </div>
  );
}
