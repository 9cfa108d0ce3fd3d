import type { AccountStatus, PersonRecord } from "@encrptalk/protocol";
import { Ellipsis, Link2, Pencil, ScrollText, UserCheck, UserX } from "lucide";
import { useLocation } from "wouter";
import { useNow } from "../app/now.ts";
import { useOnline } from "../app/use-online.ts";
import { Avatar } from "../design/avatar.tsx";
import { Badge } from "../design/badge.tsx";
import { Icon } from "../design/icon.tsx";
import { MenuButton, type MenuItem } from "../design/menu.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { ago } from "../text/time.ts";
import styles from "./people.module.css";
import type { PersonAction } from "./person-action.ts";

interface PersonItemProps {
  person: PersonRecord;
  onAction: (action: PersonAction) => void;
}

export function PersonItem({ person, onAction }: PersonItemProps) {
  const now = useNow();
  const [, navigate] = useLocation();
  const online = useOnline(person.accountId, person);
  return (
    <div className={styles.person}>
      <Avatar name={person.name} id={person.accountId} online={online} />
      <div className={styles.who}>
        <p className={styles.name} dir="auto">
          {person.name}
        </p>
        <p className={styles.email}>{person.email}</p>
      </div>
      <p className={styles.roll}>
        {person.role === "admin"
          ? m.role_admin()
          : m.roll_and_class({ rollId: person.rollId ?? "", className: person.className ?? "" })}
      </p>
      <p className={styles.seen}>{seenSentence(person, online, now)}</p>
      <p className={styles.status}>
        <StatusBadge status={person.status} />
        {online && <VisuallyHidden>{m.person_online()}</VisuallyHidden>}
      </p>
      <MenuButton
        label={m.person_menu({ name: person.name })}
        icon={<Icon of={Ellipsis} size={20} />}
        items={() => menuFor(person, onAction, navigate)}
      />
    </div>
  );
}

function seenSentence({ lastSeenAt }: PersonRecord, online: boolean | null, now: number): string | null {
  if (online === null) return null;
  if (online) return m.person_online();
  return lastSeenAt === null ? m.person_never_seen() : m.person_seen({ time: ago(lastSeenAt, now) });
}

function StatusBadge({ status }: { status: AccountStatus }) {
  switch (status) {
    case "active":
      return <Badge tone="accent">{m.status_active()}</Badge>;
    case "invited":
      return <Badge tone="warning">{m.status_invited()}</Badge>;
    case "deactivated":
      return <Badge>{m.status_deactivated()}</Badge>;
  }
}

function menuFor(
  person: PersonRecord,
  onAction: (action: PersonAction) => void,
  navigate: (path: string) => void,
): MenuItem[] {
  const edit = {
    label: m.person_edit(),
    icon: <Icon of={Pencil} size={18} />,
    onSelect: () => onAction({ kind: "edit", person }),
  };
  const audit = {
    label: m.person_audit(),
    icon: <Icon of={ScrollText} size={18} />,
    onSelect: () => navigate(`/audit?person=${person.accountId}`),
  };
  if (person.status === "deactivated") {
    const onSelect = () => onAction({ kind: "reactivate", person });
    return [edit, { label: m.person_reactivate(), icon: <Icon of={UserCheck} size={18} />, onSelect }, audit];
  }
  return [
    edit,
    {
      label: person.status === "invited" ? m.person_new_invitation() : m.person_reset_password(),
      icon: <Icon of={Link2} size={18} />,
      onSelect: () => onAction({ kind: "make-link", person }),
    },
    audit,
    {
      label: m.person_deactivate(),
      icon: <Icon of={UserX} size={18} />,
      danger: true,
      onSelect: () => onAction({ kind: "deactivate", person }),
    },
  ];
}
