import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { MessageId, Seq } from "@encrptalk/protocol";

export interface StoredMessage {
  messageId: MessageId;
  seq: Seq;
  number: number;
}

/** All messages of a data folder that no server has, by their ids. */
export function storedMessages(data: string): Map<MessageId, StoredMessage> {
  const db = new Database(join(data, "encrptalk.db"), { readonly: true });
  try {
    const rows = db
      .query("SELECT client_id AS messageId, seq, number FROM events WHERE type = 'message.sent'")
      .all() as StoredMessage[];
    return new Map(rows.map((row) => [row.messageId, row]));
  } finally {
    db.close();
  }
}
