import { type AccountId, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { isStaff } from "../entering.ts";
import { announceDesk } from "../feeds.ts";
import { findRoom } from "../rows.ts";
import { findStudent } from "../students.ts";
import type { Transaction } from "../transaction.ts";
import { beginRoom } from "./create-room.ts";
import { addMember } from "./join-room.ts";

export function openConversation(
  transaction: Transaction,
  { roomId, studentId, ...origin }: { roomId: RoomId; studentId: AccountId } & Origin,
): RoomId {
  const { db } = transaction;
  const by = origin.sender.accountId;
  if (by !== studentId && !isStaff(db, by)) throw new ProtocolError("room-not-found");
  const student = findStudent(db, studentId);
  if (student?.room_id) return student.room_id;
  if (!student?.listed) throw new ProtocolError("not-found");
  if (findRoom(db, roomId)) throw new ProtocolError("conflict");

  const room = beginRoom(transaction, { roomId, title: "", isDefault: false, studentId, ...origin });
  addMember(transaction, room, studentId, origin);
  db.run(
    "UPDATE students SET room_id = ?, status = ?, started_at = ? WHERE number = ?",
    roomId,
    room.status,
    origin.at,
    student.number,
  );
  announceDesk(transaction, [student.number]);
  return roomId;
}
