import type { Audited, AuditKind, SchoolSettings, UpdateSchoolSettings } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";
import { FIELD_NAMES } from "../people/import/roster-sentence.ts";
import { listOf, numberOf } from "../text/lists.ts";
import { type AuditEntry, isolated } from "./entry-names.ts";

type DetailsOf<Kind extends AuditKind> = Extract<Audited, { kind: Kind }>["details"];
/** One for each kind. */
type Tellings<Told> = { [Kind in AuditKind]: (entry: AuditEntry, details: DetailsOf<Kind>) => Told };

const SENTENCES: Tellings<string> = {
  "school.set-up": (entry) => m.audit_school_set_up(entry),
  "school.changed": (entry) => m.audit_school_changed(entry),
  "sign-in": (entry) => m.audit_sign_in(entry),
  "sign-in.refused": (entry, { reason }) =>
    reason === "deactivated" ? m.audit_sign_in_deactivated(entry) : m.audit_sign_in_refused(entry),
  "sign-out": (entry) => m.audit_sign_out(entry),
  "device.ended": (entry) => (entry.isOwn ? m.audit_device_ended(entry) : m.audit_device_taken_over(entry)),
  "other-devices.ended": (entry, { count }) => m.audit_other_devices_ended({ ...entry, count }),
  "password.changed": (entry) => m.audit_password_changed(entry),
  "link.made": (entry, { purpose }) =>
    purpose === "reset" ? m.audit_reset_made(entry) : m.audit_invitation_made(entry),
  "link.used": (entry, { purpose }) =>
    purpose === "reset" ? m.audit_reset_used(entry) : m.audit_invitation_used(entry),
  "invitations.made": (entry, { count }) => m.audit_invitations_made({ ...entry, count }),
  "account.made": (entry, { role }) =>
    role === "admin" ? m.audit_admin_made(entry) : m.audit_student_made(entry),
  "account.changed": (entry) => m.audit_account_changed(entry),
  "account.deactivated": (entry) => m.audit_account_deactivated(entry),
  "account.reactivated": (entry) => m.audit_account_reactivated(entry),
  "roster.imported": (entry) => m.audit_roster_imported(entry),
  "roster.exported": (entry) => m.audit_roster_exported(entry),
  "conversation.exported": (entry) => m.audit_conversation_exported(entry),
  "conversation.closed": (entry) => m.audit_conversation_closed(entry),
  "conversation.reopened": (entry) =>
    entry.isOwn ? m.audit_conversation_reopened_by_student(entry) : m.audit_conversation_reopened(entry),
  "message.deleted": (entry) =>
    entry.isOwn ? m.audit_own_message_deleted(entry) : m.audit_message_deleted(entry),
  "room.renamed": (entry, { title }) => m.audit_room_renamed({ ...entry, title: isolated(title) }),
  "room.archived": (entry) => m.audit_room_archived(entry),
  "room.restored": (entry) => m.audit_room_restored(entry),
  "program.made": (entry, { name }) => m.audit_program_made({ ...entry, name: isolated(name) }),
  "program.revoked": (entry, { name }) => m.audit_program_revoked({ ...entry, name: isolated(name) }),
  "backup.made": () => m.audit_backup_made(),
  "backup.restored": () => m.audit_backup_restored(),
};

/** What a kind says beyond its sentence. */
const DETAILS: Partial<Tellings<string[]>> = {
  "school.changed": (_, { change }) => settingsIn(change),
  "sign-in": (_, { device }) => [device],
  "sign-in.refused": (_, { unlisted }) => (unlisted > 0 ? [m.audit_unlisted({ count: unlisted })] : []),
  "sign-out": (_, { device }) => [device],
  "device.ended": (_, { device }) => [device],
  "account.changed": (_, { fields }) => [listOf(fields.map((field) => FIELD_NAMES[field]()))],
  "roster.imported": (_, { added, updated, deactivated, unchanged }) => [
    m.audit_roster_counts({
      added: numberOf(added),
      updated: numberOf(updated),
      deactivated: numberOf(deactivated),
      unchanged: numberOf(unchanged),
    }),
  ],
  "conversation.exported": (_, { format }) => [format.toUpperCase()],
  "message.deleted": (_, { seq }) => [m.audit_event({ seq: numberOf(seq) })],
};

/** What happened, in a sentence. */
export const sentenceOf = (entry: AuditEntry): string => told(SENTENCES, entry) ?? "";

/** What else is known of it: on which device, how many, from where. */
export const detailsOf = (entry: AuditEntry): string[] => [
  ...(told(DETAILS, entry) ?? []),
  ...(entry.record.address ? [entry.record.address] : []),
];

function told<Told>(tellings: Partial<Tellings<Told>>, entry: AuditEntry): Told | undefined {
  const { kind, details } = entry.record.audited;
  const tell = tellings[kind] as ((entry: AuditEntry, details: unknown) => Told) | undefined;
  return tell?.(entry, details);
}

function settingsIn({ name, timeZone, quietHours, textInNotifications }: UpdateSchoolSettings): string[] {
  return [
    ...(name === undefined ? [] : [m.audit_setting_name({ name: isolated(name) })]),
    ...(timeZone === undefined ? [] : [m.audit_setting_time_zone({ timeZone })]),
    ...(quietHours === undefined ? [] : [quietHoursIn(quietHours)]),
    ...(textInNotifications === undefined
      ? []
      : [textInNotifications ? m.audit_setting_text_on() : m.audit_setting_text_off()]),
  ];
}

const quietHoursIn = (quietHours: SchoolSettings["quietHours"]): string =>
  quietHours === null ? m.audit_setting_no_quiet_hours() : m.audit_setting_quiet_hours(quietHours);
