import type { AccountId, Position, Receipt, RoomId } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { tellsReceipts, toReceipt } from "../receipts.ts";
import { currentMembership, type MembershipRow, type RoomRow, requireRoom } from "../rows.ts";

export function receipts(
  db: Connection,
  { accountId, roomId }: { accountId: AccountId; roomId: RoomId },
): Receipt[] {
  const membership = currentMembership(db, roomId, accountId);
  return membership ? receiptsSince(db, requireRoom(db, roomId), membership, { room: 0, account: 0 }) : [];
}

/**
 * The marks that a member may know and that moved after these positions of the room's and the account's feeds.
 * Who has not received anything yet has no mark.
 */
export function receiptsSince(
  db: Connection,
  room: RoomRow,
  own: MembershipRow,
  since: { room: Position; account: Position },
): Receipt[] {
  const ownMoved = own.receipt_position > since.room || own.read_position > since.account;
  if (!tellsReceipts(room)) return ownMoved && own.delivered > 0 ? [toReceipt(own)] : [];
  return db
    .all<MembershipRow>(
      "SELECT * FROM memberships WHERE room_id = ? AND left_seq IS NULL AND delivered > 0",
      room.id,
    )
    .filter(
      (membership) =>
        membership.receipt_position > since.room || (membership.account_id === own.account_id && ownMoved),
    )
    .map(toReceipt);
}
