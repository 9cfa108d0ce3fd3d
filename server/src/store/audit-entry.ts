import type {
  AccountId,
  AuditActor,
  Audited,
  AuditRecord,
  DeviceId,
  RoomId,
  Timestamp,
} from "@encrptalk/protocol";

/** A row of the audit log before it has its number and its place in the chain. */
export interface AuditEntry {
  at: Timestamp;
  actor: AuditActor;
  /** The IP address of the request, where there was one. */
  address: string | null;
  /** Whom it was done to, or whose it was. */
  subjectId: AccountId | null;
  roomId: RoomId | null;
  audited: Audited;
}

/** Somebody signed in who does something that is written down. */
export interface Author {
  accountId: AccountId;
  deviceId: DeviceId;
  /** Their IP address. */
  address: string;
}

/** Rows of the audit log, newest first. */
export interface AuditRows {
  records: AuditRecord[];
  /** The group rooms among those that the records name. */
  rooms: { roomId: RoomId; title: string }[];
  next: number | null;
}
