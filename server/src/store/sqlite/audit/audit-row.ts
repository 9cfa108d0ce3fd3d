import { createHash } from "node:crypto";
import type {
  AccountId,
  AuditActor,
  Audited,
  AuditKind,
  AuditRecord,
  DeviceId,
  RoomId,
  Timestamp,
} from "@encrptalk/protocol";
import type { AuditEntry } from "../../audit-entry.ts";

/** A row of `audit`. */
export interface AuditRow {
  number: number;
  at: Timestamp;
  actor: AuditActor["type"];
  account_id: AccountId | null;
  device_id: DeviceId | null;
  address: string | null;
  subject_id: AccountId | null;
  room_id: RoomId | null;
  kind: AuditKind;
  /** JSON, kept as the text that was hashed. */
  details: string;
  previous_hash: string;
  hash: string;
}

/** Where the chain stands: its last row, or the start of an empty one. */
export type AuditHead = Pick<AuditRow, "number" | "hash">;

export const EMPTY_HEAD: AuditHead = { number: 0, hash: "" };

export function rowAfter(head: AuditHead, { actor, audited, ...entry }: AuditEntry): AuditRow {
  const isAccount = actor.type === "account";
  const row = {
    number: head.number + 1,
    at: entry.at,
    actor: actor.type,
    account_id: isAccount ? actor.accountId : null,
    device_id: isAccount ? actor.deviceId : null,
    address: entry.address,
    subject_id: entry.subjectId,
    room_id: entry.roomId,
    kind: audited.kind,
    details: JSON.stringify(audited.details),
    previous_hash: head.hash,
  };
  return { ...row, hash: hashOf(row) };
}

/** SHA-256, in hexadecimal, of a JSON array of the columns. */
export const hashOf = (row: Omit<AuditRow, "hash">): string =>
  createHash("sha256")
    .update(JSON.stringify(hashedColumnsOf(row)))
    .digest("hex");

/** All columns but the hash, in the order in which they stand in the table. */
export const hashedColumnsOf = (row: Omit<AuditRow, "hash">) => [
  row.number,
  row.at,
  row.actor,
  row.account_id,
  row.device_id,
  row.address,
  row.subject_id,
  row.room_id,
  row.kind,
  row.details,
  row.previous_hash,
];

export const toRecord = (row: AuditRow): AuditRecord => ({
  number: row.number,
  at: row.at,
  actor: actorOf(row),
  subjectId: row.subject_id,
  roomId: row.room_id,
  address: row.address,
  audited: { kind: row.kind, details: JSON.parse(row.details) } as Audited,
  hash: row.hash,
});

function actorOf({ actor, account_id, device_id }: AuditRow): AuditActor {
  if (actor !== "account") return { type: actor };
  return { type: actor, accountId: account_id as AccountId, deviceId: device_id as DeviceId };
}
