import { MessagesSquare, Settings, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useRoute } from "wouter";
import { classes } from "../design/classes.ts";
import { Mark } from "../design/mark.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./navigation-rail.module.css";

/** The parts of the product for staff: a rail at the side, a bar at the foot of a phone. */
export function NavigationRail() {
  const [inThread] = useRoute("/rooms/:roomId");
  return (
    <nav className={classes(styles.rail, inThread && styles.behindThread)} aria-label={m.navigation_label()}>
      <span className={styles.mark}>
        <Mark size={28} />
      </span>
      <Part to="/rooms" path="/rooms/*?" icon={<MessagesSquare size={21} />} label={m.navigation_rooms()} />
      <Part to="/people" path="/people" icon={<Users size={21} />} label={m.navigation_people()} />
      <span className={styles.space} />
      <Part
        to="/settings"
        path="/settings/*?"
        icon={<Settings size={21} />}
        label={m.navigation_settings()}
      />
    </nav>
  );
}

function Part({ to, path, icon, label }: { to: string; path: string; icon: ReactNode; label: string }) {
  const [here] = useRoute(path);
  return (
    <Link to={to} className={styles.part} aria-current={here ? "page" : undefined}>
      {icon}
      <span>{label}</span>
    </Link>
  );
}
