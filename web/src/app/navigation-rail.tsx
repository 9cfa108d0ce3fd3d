import { ChartColumn, GraduationCap, Inbox, MessagesSquare, Search, Settings } from "lucide";
import type { ReactNode } from "preact/compat";
import { useRoute } from "wouter";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { Mark } from "../design/mark.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { badgeCount } from "../text/lists.ts";
import { Link } from "./link.tsx";
import styles from "./navigation-rail.module.css";
import { useObservable } from "./observe.ts";
import { useClient } from "./signed-in.ts";

/** The parts of the product for staff: a rail at the side, a bar at the foot of a phone. */
export function NavigationRail() {
  const [inRoom] = useRoute("/rooms/:roomId");
  const [inConversation] = useRoute("/messages/:studentId");
  const inThread = inRoom || inConversation;
  return (
    <nav className={classes(styles.rail, inThread && styles.behindThread)} aria-label={m.navigation_label()}>
      <span className={styles.mark}>
        <Mark size={28} />
      </span>
      {/* The bar of a phone has room for five; this one is reached from the list of messages there. */}
      <Part
        to="/overview"
        icon={<Icon of={ChartColumn} size={21} />}
        label={m.navigation_overview()}
        className={styles.railOnly}
      />
      <Part
        to="/messages"
        icon={<Icon of={Inbox} size={21} />}
        label={m.navigation_messages()}
        badge={<Unread />}
      />
      <Part to="/rooms" icon={<Icon of={MessagesSquare} size={21} />} label={m.navigation_rooms()} />
      <Part to="/people" icon={<Icon of={GraduationCap} size={21} />} label={m.navigation_students()} />
      <Part to="/search" icon={<Icon of={Search} size={21} />} label={m.navigation_search()} />
      <span className={styles.space} />
      <Part to="/settings" icon={<Icon of={Settings} size={21} />} label={m.navigation_settings()} />
    </nav>
  );
}

interface PartProps {
  to: string;
  icon: ReactNode;
  label: string;
  badge?: ReactNode;
  className?: string | undefined;
}

function Part({ to, icon, label, badge, className }: PartProps) {
  const [here] = useRoute(`${to}/*?`);
  return (
    <Link to={to} className={classes(styles.part, className)} aria-current={here ? "page" : undefined}>
      {icon}
      <span>{label}</span>
      {badge}
    </Link>
  );
}

/** How many conversations have something new for oneself. */
function Unread() {
  const count = useObservable(useClient().desk.counts)?.unread ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.badge}>
      <span aria-hidden="true">{badgeCount(count)}</span>
      <VisuallyHidden>{m.navigation_unread_count({ count })}</VisuallyHidden>
    </span>
  );
}
