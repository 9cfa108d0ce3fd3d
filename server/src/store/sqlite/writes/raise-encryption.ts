import {
  type EncryptionMode,
  encryptionModeSchema,
  type Logged,
  ProtocolError,
  type RoomId,
} from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { announceRoom, append } from "../feeds.ts";
import { requireRoom } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";

export function raiseEncryption(
  transaction: Transaction,
  { roomId, mode, sender, at }: { roomId: RoomId; mode: EncryptionMode } & Origin,
): Logged {
  const { db } = transaction;
  const room = requireRoom(db, roomId);
  if (room.encryption === mode) return loggedAt(db, roomId, room.encryption_seq);
  if (rank(mode) < rank(room.encryption)) throw new ProtocolError("forbidden");

  const seq = room.head + 1;
  append(transaction, room, { type: "encryption.raised", seq, at, sender, mode });
  db.run("UPDATE rooms SET encryption = ?, encryption_seq = ? WHERE id = ?", mode, seq, roomId);
  // Of a student's room the school does not know.
  if (room.kind === "group") announceRoom(transaction, { ...room, encryption: mode });
  return { seq, at };
}

const rank = (mode: EncryptionMode): number => encryptionModeSchema.options.indexOf(mode);
