import type { AccountId, Position, Receipt, RoomId } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { type Entered, enter } from "../entering.ts";
import { tellsReceipts, toReceipt } from "../receipts.ts";
import type { MembershipRow, RoomRow, SeatRow, Standing } from "../rows.ts";

export function receipts(
  db: Connection,
  { accountId, roomId }: { accountId: AccountId; roomId: RoomId },
): Receipt[] {
  const entered = enter(db, roomId, accountId);
  return entered ? receiptsSince(db, entered, { room: 0, account: 0 }) : [];
}

/**
 * The marks that somebody in the room may know and that moved after these positions of the room's and the account's
 * feeds. Who has not received anything yet has no mark.
 */
export function receiptsSince(
  db: Connection,
  { room, standing: own }: Entered,
  since: { room: Position; account: Position },
): Receipt[] {
  const ownMoved = own.receipt_position > since.room || own.own_position > since.account;
  if (!tellsReceipts(room)) return ownMoved && own.delivered > 0 ? [toReceipt(own)] : [];
  return marked(db, room)
    .filter(
      (standing) =>
        standing.receipt_position > since.room || (standing.account_id === own.account_id && ownMoved),
    )
    .map(toReceipt);
}

function marked(db: Connection, room: RoomRow): Standing[] {
  const members = db.all<MembershipRow>(
    "SELECT * FROM memberships WHERE room_id = ? AND left_seq IS NULL AND delivered > 0",
    room.id,
  );
  return room.student_id === null ? members : [...members, ...markedSeats(db, room.student_id)];
}

const markedSeats = (db: Connection, studentId: AccountId): SeatRow[] =>
  db.all<SeatRow>(
    `SELECT * FROM seats WHERE student = (SELECT number FROM students WHERE account_id = ?)
       AND receipt_position > 0 AND delivered > 0`,
    studentId,
  );
