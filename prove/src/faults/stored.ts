import { Database } from "bun:sqlite";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageId } from "@encrptalk/protocol";

/** Whether a message is in the data of a program that is dead, looked up in a copy: the data stay as they are. */
export function isStored(data: string, messageId: MessageId): boolean {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-copy-"));
  try {
    for (const name of ["encrptalk.db", "encrptalk.db-wal"])
      if (existsSync(join(data, name))) copyFileSync(join(data, name), join(folder, name));
    const db = new Database(join(folder, "encrptalk.db"));
    const row = db.query("SELECT 1 FROM events WHERE client_id = ?").get(messageId);
    db.close();
    return row !== null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
