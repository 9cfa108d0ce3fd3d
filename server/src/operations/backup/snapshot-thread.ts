import { Connection } from "../../store/sqlite/connection.ts";

/** What the thread is told, and what it answers: the code and message of what went wrong, or nothing. */
export interface SnapshotOrder {
  database: string;
  file: string;
}
export type SnapshotAnswer = { code: string; message: string } | null;

declare const self: Worker;

// On a thread of its own, since it takes as long as the database is large.
self.onmessage = ({ data: { database, file } }: MessageEvent<SnapshotOrder>) => {
  let answer: SnapshotAnswer = null;
  try {
    const db = new Connection(database, "read");
    // One reading transaction: what is committed meanwhile is not in it, and nobody waits for it.
    db.run("VACUUM INTO ?", file);
    db.close();
  } catch (error) {
    const { code = "", message } = error as Error & { code?: string };
    answer = { code, message };
  }
  self.postMessage(answer);
};
