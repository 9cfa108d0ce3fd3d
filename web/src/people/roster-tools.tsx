import { Download, FileUp, QrCode } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import button from "../design/button.module.css";
import { classes } from "../design/classes.ts";
import { m } from "../paraglide/messages.js";
import styles from "./roster-tools.module.css";

/** What is done with all students at once. */
export const RosterTools = () => (
  <>
    <Link to="/people/import" className={classes(button.button, button.secondary)}>
      <Face icon={<FileUp size={18} />} label={m.roster_import()} />
    </Link>
    <a href="/api/roster/export" download className={classes(button.button, button.secondary)}>
      <Face icon={<Download size={18} />} label={m.roster_export()} />
    </a>
    <Link to="/people/invitations" className={classes(button.button, button.secondary)}>
      <Face icon={<QrCode size={18} />} label={m.invitations_open()} />
    </Link>
  </>
);

/** Where there is little room, the word is only read out. */
const Face = ({ icon, label }: { icon: ReactNode; label: string }) => (
  <>
    <span aria-hidden="true">{icon}</span>
    <span className={styles.label}>{label}</span>
  </>
);
