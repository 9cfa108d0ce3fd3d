import { Search } from "lucide";
import { Avatar } from "../design/avatar.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { SchoolAvatar } from "../rooms/school-avatar.tsx";
import { HitText } from "../search/hit-text.tsx";
import { nearMatch } from "../search/near-match.ts";
import { badgeCount } from "../text/lists.ts";
import type { Destination } from "./destination.ts";
import styles from "./jump-dialog.module.css";

/** What one line of the jump dialog leads to. */
export function JumpOption({ to }: { to: Destination }) {
  switch (to.kind) {
    case "room":
      return (
        <>
          {to.row.kind === "student" ? (
            <SchoolAvatar />
          ) : (
            <Avatar name={to.title} id={to.row.roomId} shape="room" size="small" />
          )}
          <span className={styles.title} dir="auto">
            {to.title}
          </span>
          {to.row.unread > 0 && <span className={styles.unread}>{badgeCount(to.row.unread)}</span>}
        </>
      );
    case "student": {
      const { accountId, name, rollId, className } = to.entry.student;
      return (
        <>
          <Avatar name={name} id={accountId} size="small" online={to.entry.online} />
          <span className={styles.title} dir="auto">
            {name}
          </span>
          <span className={styles.more}>{m.desk_row_person({ rollId, className })}</span>
        </>
      );
    }
    case "message":
      return (
        <>
          <Avatar
            name={to.found.place}
            id={to.found.room.studentId ?? to.found.room.roomId}
            shape={to.found.room.kind === "group" ? "room" : "person"}
            size="small"
          />
          <span className={styles.title} dir="auto">
            <HitText hit={nearMatch(to.found.hit)} />
          </span>
          <span className={styles.more} dir="auto">
            {to.found.place}
          </span>
        </>
      );
    case "all-messages":
      return (
        <>
          <span className={styles.icon}>
            <Icon of={Search} size={16} />
          </span>
          <span className={styles.title} dir="auto">
            {m.jump_all_messages({ text: to.text })}
          </span>
        </>
      );
  }
}
