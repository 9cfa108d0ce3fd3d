import { Database } from "bun:sqlite";
import type { AccountId, DeviceId, MessageId, Position, RoomId, Seq } from "@encrptalk/protocol";

export interface StoredEvent {
  readonly roomId: RoomId;
  readonly seq: Seq;
  readonly type: string;
  readonly number: number | null;
  readonly deviceId: DeviceId;
  readonly clientId: MessageId | null;
  /** Of a message, as it was first written; `null` once it is deleted. */
  readonly text: string | null;
}

/** The server's database as it stands on the disk, read by somebody else. */
export class HistoryFile {
  readonly #database: Database;

  constructor(file: string) {
    this.#database = new Database(file, { readonly: true });
  }

  close(): void {
    this.#database.close();
  }

  /** A whole copy, as of one moment. */
  copyTo(file: string): void {
    this.#database.run("VACUUM INTO ?", [file]);
  }

  /** In the order of each room. */
  events(): StoredEvent[] {
    return this.#all(
      `SELECT room_id AS roomId, seq, type, number, device_id AS deviceId, client_id AS clientId,
         CASE type WHEN 'message.sent' THEN body ->> 'text' END AS text
       FROM events ORDER BY room_id, seq`,
    );
  }

  /** Of the event or change that was committed last. */
  position(): Position {
    return this.#all<{ position: Position }>("SELECT position FROM meta")[0]?.position ?? 0;
  }

  heads(): { roomId: RoomId; head: Seq; messageCount: number }[] {
    return this.#all("SELECT id AS roomId, head, message_count AS messageCount FROM rooms ORDER BY id");
  }

  conversations(): { roomId: RoomId; studentId: AccountId }[] {
    return this.#all("SELECT id AS roomId, student_id AS studentId FROM rooms WHERE student_id IS NOT NULL");
  }

  memberships(): {
    roomId: RoomId;
    accountId: AccountId;
    leftSeq: Seq | null;
    leftPosition: Position | null;
  }[] {
    return this.#all(
      `SELECT memberships.room_id AS roomId, memberships.account_id AS accountId, left_seq AS leftSeq,
         events.position AS leftPosition
       FROM memberships LEFT JOIN events ON events.room_id = memberships.room_id AND events.seq = left_seq`,
    );
  }

  /** Those that are signed in. */
  devices(): Set<DeviceId> {
    const rows = this.#all<{ id: DeviceId }>(
      `SELECT devices.id FROM devices JOIN accounts ON accounts.id = account_id
       WHERE ended IS NULL AND deactivated_at IS NULL`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  names(): Map<AccountId, string> {
    return new Map(
      this.#all<{ id: AccountId; name: string }>("SELECT id, name FROM accounts").map(({ id, name }) => [
        id,
        name,
      ]),
    );
  }

  #all<Row>(sql: string): Row[] {
    return this.#database.query<Row, []>(sql).all();
  }
}
