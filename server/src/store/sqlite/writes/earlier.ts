import {
  type Logged,
  type MessageId,
  ProtocolError,
  type RoomId,
  type Sender,
  type Seq,
} from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";

/** What a device put into a room under an id of its own minting. */
export interface Earlier extends Logged {
  number: number;
  /** What an edit is about; `null` of a message. */
  target: Seq | null;
  /** JSON as first sent; `null` once deleted. */
  body: string | null;
}

/** Finds what a replayed command did the first time. */
export const findEarlier = (
  db: Connection,
  roomId: RoomId,
  { deviceId }: Sender,
  clientId: MessageId,
): Earlier | null =>
  db.get<Earlier>(
    "SELECT seq, at, number, target, body FROM events WHERE room_id = ? AND device_id = ? AND client_id = ?",
    roomId,
    deviceId,
    clientId,
  );

/** The answer to a command that changed nothing: the event that made it so before. */
export function loggedAt(db: Connection, roomId: RoomId, seq: Seq): Logged {
  const logged = db.get<Logged>("SELECT seq, at FROM events WHERE room_id = ? AND seq = ?", roomId, seq);
  if (!logged) throw new Error(`room ${roomId} has no event ${seq}`);
  return logged;
}

/** Refuses an id that was used for something else. Nothing is left to compare with once the message is deleted. */
export function requireSame(earlier: Earlier, again: { target: Seq | null; body: unknown }): void {
  const same =
    earlier.target === again.target &&
    (earlier.body === null || Bun.deepEquals(JSON.parse(earlier.body), again.body));
  if (!same) throw new ProtocolError("conflict");
}
