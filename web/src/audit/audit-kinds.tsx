import type { AuditKind } from "@encrptalk/protocol";
import {
  Archive,
  ArchiveRestore,
  Bot,
  CircleCheck,
  DatabaseBackup,
  FileDown,
  FileUp,
  type IconNode,
  KeyRound,
  Link2,
  LogIn,
  LogOut,
  MessageSquareX,
  MonitorX,
  Pencil,
  RotateCcw,
  School,
  ShieldAlert,
  UserCheck,
  UserPlus,
  UserX,
} from "lucide";
import { m } from "../paraglide/messages.js";

/** `warning`: what takes something away, or out of the school. `danger`: what should make one look. */
type Tone = "plain" | "warning" | "danger";

interface KindLook {
  label: () => string;
  icon: IconNode;
  tone: Tone;
}

const look = (label: () => string, icon: IconNode, tone: Tone = "plain"): KindLook => ({
  label,
  icon,
  tone,
});

export const KINDS: Record<AuditKind, KindLook> = {
  "sign-in": look(m.audit_kind_sign_in, LogIn),
  "sign-in.refused": look(m.audit_kind_sign_in_refused, ShieldAlert, "danger"),
  "sign-out": look(m.audit_kind_sign_out, LogOut),
  "device.ended": look(m.audit_kind_device_ended, MonitorX),
  "other-devices.ended": look(m.audit_kind_other_devices_ended, MonitorX),
  "password.changed": look(m.audit_kind_password_changed, KeyRound),
  "link.made": look(m.audit_kind_link_made, Link2),
  "link.used": look(m.audit_kind_link_used, Link2),
  "program.made": look(m.audit_kind_program_made, Bot),
  "program.revoked": look(m.audit_kind_program_revoked, Bot),
  "account.made": look(m.audit_kind_account_made, UserPlus),
  "account.changed": look(m.audit_kind_account_changed, Pencil),
  "account.deactivated": look(m.audit_kind_account_deactivated, UserX, "warning"),
  "account.reactivated": look(m.audit_kind_account_reactivated, UserCheck),
  "roster.imported": look(m.audit_kind_roster_imported, FileUp),
  "roster.exported": look(m.audit_kind_roster_exported, FileDown, "warning"),
  "invitations.made": look(m.audit_kind_invitations_made, Link2),
  "conversation.closed": look(m.audit_kind_conversation_closed, CircleCheck),
  "conversation.reopened": look(m.audit_kind_conversation_reopened, RotateCcw),
  "conversation.exported": look(m.audit_kind_conversation_exported, FileDown, "warning"),
  "message.deleted": look(m.audit_kind_message_deleted, MessageSquareX, "warning"),
  "room.renamed": look(m.audit_kind_room_renamed, Pencil),
  "room.archived": look(m.audit_kind_room_archived, Archive),
  "room.restored": look(m.audit_kind_room_restored, ArchiveRestore),
  "school.set-up": look(m.audit_kind_school_set_up, School),
  "school.changed": look(m.audit_kind_school_changed, School),
  "backup.made": look(m.audit_kind_backup_made, DatabaseBackup),
  "backup.restored": look(m.audit_kind_backup_restored, DatabaseBackup, "warning"),
};

/** In what order and under which heading they are chosen from, by how their names begin. */
const GROUPS: readonly { label: () => string; of: RegExp }[] = [
  { label: m.audit_group_signing_in, of: /^(sign|device|other-devices|password|link|program)/ },
  { label: m.audit_group_people, of: /^(account|roster|invitations)/ },
  { label: m.audit_group_talk, of: /^(conversation|message|room)/ },
  { label: m.audit_group_school, of: /^(school|backup)/ },
];

/** All kinds as the options of a field. */
export const kindOptions = () =>
  GROUPS.map(({ label, of }) => ({
    label: label(),
    options: (Object.keys(KINDS) as AuditKind[])
      .filter((kind) => of.test(kind))
      .map((kind) => ({ value: kind, label: KINDS[kind].label() })),
  }));
