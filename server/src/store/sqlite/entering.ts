import { type AccountId, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import { currentMembership, findRoom, type RoomRow, type SeatRow, type Standing } from "./rows.ts";
import { studentOf } from "./students.ts";

/** A room and what an account is there. */
export interface Entered {
  room: RoomRow;
  standing: Standing;
}

/** The room for whoever may enter it: its members, and the staff where it is a student's. */
export function enter(db: Connection, roomId: RoomId, accountId: AccountId): Entered | null {
  const room = findRoom(db, roomId);
  const standing = room && standingIn(db, room, accountId);
  return room && standing ? { room, standing } : null;
}

/** As `enter`; to anyone else the room does not exist. */
export function requireEntered(db: Connection, roomId: RoomId, accountId: AccountId): Entered {
  const entered = enter(db, roomId, accountId);
  if (!entered) throw new ProtocolError("room-not-found");
  return entered;
}

export function standingIn(db: Connection, room: RoomRow, accountId: AccountId): Standing | null {
  const membership = currentMembership(db, room.id, accountId);
  if (membership || room.kind === "group") return membership;
  return isStaff(db, accountId) ? seatIn(db, room, accountId) : null;
}

export const isStaff = (db: Connection, accountId: AccountId): boolean =>
  db.get("SELECT 1 FROM accounts WHERE id = ? AND role = 'admin' AND deactivated_at IS NULL", accountId) !==
  null;

export const isDeactivated = (db: Connection, accountId: AccountId): boolean =>
  db.get("SELECT 1 FROM accounts WHERE id = ? AND deactivated_at IS NOT NULL", accountId) !== null;

export function requireActive(db: Connection, accountId: AccountId): void {
  if (isDeactivated(db, accountId)) throw new ProtocolError("account-deactivated");
}

/** The seat that is there, or one to be written when it is first taken. */
function seatIn(db: Connection, room: RoomRow, accountId: AccountId): SeatRow {
  const { number } = studentOf(db, room);
  const seat = db.get<SeatRow>("SELECT * FROM seats WHERE account_id = ? AND student = ?", accountId, number);
  if (seat) return seat;
  const unread = { delivered: 0, read: 0, receipt_position: 0, own_position: 0, notify: null };
  return { account_id: accountId, student: number, ...unread };
}
