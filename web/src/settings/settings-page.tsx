import {
  ArrowLeft,
  Bell,
  Bot,
  KeyRound,
  LogOut,
  MonitorSmartphone,
  School,
  ScrollText,
  SunMoon,
} from "lucide";
import type { ReactNode } from "preact/compat";
import { useLocation } from "wouter";
import { Link } from "../app/link.tsx";
import { PHONE, useMedia } from "../app/media.ts";
import header from "../app/pane-header.module.css";
import { Panes } from "../app/panes.tsx";
import { useMe } from "../app/signed-in.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Avatar } from "../design/avatar.tsx";
import { IconButton } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import hidden from "../design/visually-hidden.module.css";
import { m } from "../paraglide/messages.js";
import { DevicesSection } from "./devices-section.tsx";
import { DisplaySection } from "./display-section.tsx";
import { NotificationsSection } from "./notifications-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProgramsSection } from "./programs-section.tsx";
import { SchoolSection } from "./school-section.tsx";
import styles from "./settings.module.css";
import { askToSignOut } from "./sign-out.ts";

const SECTIONS = {
  display: { title: () => m.settings_display(), icon: SunMoon, Section: DisplaySection },
  notifications: { title: () => m.settings_notifications(), icon: Bell, Section: NotificationsSection },
  devices: { title: () => m.settings_devices(), icon: MonitorSmartphone, Section: DevicesSection },
  password: { title: () => m.settings_password(), icon: KeyRound, Section: PasswordSection },
  programs: { title: () => m.settings_programs(), icon: Bot, Section: ProgramsSection },
  school: { title: () => m.settings_school(), icon: School, Section: SchoolSection },
};
type SectionName = keyof typeof SECTIONS;

/** Those that the person has: the school's are its administrators'. */
function useSections(): [SectionName, (typeof SECTIONS)[SectionName]][] {
  const { role } = useMe();
  const names = Object.keys(SECTIONS) as SectionName[];
  return names.filter((name) => name !== "school" || role === "admin").map((name) => [name, SECTIONS[name]]);
}

/** One's own settings: a list of sections, and the one that the address names. */
export function SettingsPage({ section }: { section: string | undefined }) {
  const phone = useMedia(PHONE);
  const named = useSections().find(([name]) => name === section)?.[0];
  const shown = named ?? "display";
  return (
    <Panes
      showing={named === undefined ? "list" : "main"}
      listLabel={m.navigation_settings()}
      list={<SectionList shown={phone ? named : shown} />}
      main={<SectionPane name={shown} backTo={phone ? "/settings" : undefined} />}
    />
  );
}

function SectionList({ shown }: { shown: SectionName | undefined }) {
  const me = useMe();
  const sections = useSections();
  const [, navigate] = useLocation();
  return (
    <>
      <header className={header.header}>
        {me.role === "student" && (
          <IconButton
            label={m.back_to_rooms()}
            icon={<Icon of={ArrowLeft} size={20} className="directional" />}
            onClick={() => navigate("/rooms")}
          />
        )}
        <h1 className={header.title}>{m.navigation_settings()}</h1>
      </header>
      <div className={styles.me}>
        <Avatar name={me.name} id={me.accountId} size="large" />
        <div className={styles.facts}>
          <p className={styles.name}>
            <bdi>{me.name}</bdi>
          </p>
          <p className={styles.detail}>{me.email}</p>
          {me.rollId !== null && (
            <p className={styles.detail}>
              {m.roll_and_class({ rollId: me.rollId, className: me.className ?? "" })}
            </p>
          )}
        </div>
      </div>
      <nav className={styles.sections} aria-label={m.navigation_settings()}>
        {sections.map(([name, { title, icon }]) => (
          <Link
            key={name}
            to={`/settings/${name}`}
            className={styles.section}
            aria-current={name === shown ? "page" : undefined}
          >
            <Icon of={icon} size={18} />
            {title()}
          </Link>
        ))}
        {me.role === "admin" && (
          <Link to="/audit" className={styles.section}>
            <Icon of={ScrollText} size={18} />
            {m.audit_title()}
          </Link>
        )}
        <button type="button" className={styles.section} onClick={askToSignOut}>
          <Icon of={LogOut} size={18} />
          {m.sign_out()}
        </button>
      </nav>
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
    </>
  );
}

function SectionPane({ name, backTo }: { name: SectionName; backTo: string | undefined }): ReactNode {
  const [, navigate] = useLocation();
  const { title, Section } = SECTIONS[name];
  return (
    <>
      {backTo !== undefined && <h1 className={hidden.hidden}>{m.navigation_settings()}</h1>}
      <header className={`${header.header} ${header.ruled}`}>
        {backTo !== undefined && (
          <IconButton
            label={m.back_to_settings()}
            icon={<Icon of={ArrowLeft} size={20} className="directional" />}
            onClick={() => navigate(backTo)}
          />
        )}
        <h2 className={header.title}>{title()}</h2>
      </header>
      <div className={styles.page}>
        <div className={styles.body}>
          <Section />
        </div>
      </div>
      {backTo !== undefined && (
        <footer className={header.footer}>
          <ConnectionStatus />
        </footer>
      )}
    </>
  );
}
