import { existsSync } from "node:fs";
import type { Body, Epoch } from "@encrptalk/protocol";
import { Connection } from "../../store/sqlite/connection.ts";
import {
  INDEX_VERSION,
  indexFileOf,
  landmarkAt,
  readProgress,
} from "../../store/sqlite/search/index-file.ts";
import { indexedText } from "../../store/sqlite/search/words.ts";
import type { Findings } from "./findings.ts";

/** Messages whose words are taken apart once more; of a larger school those are spread over all. */
const MOST_COMPARED = 50_000;

/** A snapshot of the index. To be opened before that of the log, which must not be the older one. */
export class SearchSnapshot {
  readonly #index: Connection | null;

  constructor(database: string) {
    const file = indexFileOf(database);
    this.#index = existsSync(file) ? new Connection(file, "read") : null;
    this.#index?.run("BEGIN");
    // The snapshot begins with the first look.
    this.#index?.get("SELECT 1 FROM sqlite_schema");
  }

  close(): void {
    this.#index?.rollback();
    this.#index?.close();
  }

  /** Gives how many messages the index is behind; `null`: it will be made anew at the next start. */
  check(db: Connection, findings: Findings): number | null {
    const index = this.#index;
    const progress = index && isOf(index, db) ? readProgress(index) : null;
    if (!index || !progress) return null;
    const { position, landmark } = progress;
    for (const { integrity_check } of index.all<{ integrity_check: string }>("PRAGMA integrity_check(5)"))
      if (integrity_check !== "ok")
        findings.add("search", `The search index is damaged: ${integrity_check}.`);
    if (position > 0 && landmark !== landmarkAt(db, position))
      findings.add("search", "The search index is of another course of this history.");
    else compareWords(index, db, position, findings);
    const behind =
      "SELECT count(*) AS count FROM events WHERE position > ? AND (number IS NOT NULL OR target IS NOT NULL)";
    return db.get<{ count: number }>(behind, position)?.count ?? 0;
  }
}

/** Whether it is an index of this history, as this program makes them. */
function isOf(index: Connection, db: Connection): boolean {
  const version = index.get<{ user_version: number }>("PRAGMA user_version")?.user_version;
  const epoch = db.get<{ epoch: Epoch }>("SELECT epoch FROM meta")?.epoch;
  return version === INDEX_VERSION && readProgress(index)?.epoch === epoch;
}

/** Messages up to a position, and what they were then; those that changed since are left out. */
const MESSAGES = `
  SELECT message.position, message.deleted_seq IS NOT NULL AS deleted, coalesce(edit.body, message.body) AS body
  FROM events AS message
  LEFT JOIN events AS edit ON edit.room_id = message.room_id AND edit.seq = message.edited_seq
  LEFT JOIN events AS deletion ON deletion.room_id = message.room_id AND deletion.seq = message.deleted_seq
  WHERE message.type = 'message.sent' AND message.position <= ?1 AND message.position % ?2 = 0
    AND coalesce(edit.position, 0) <= ?1 AND coalesce(deletion.position, 0) <= ?1
    AND coalesce(json_valid(coalesce(edit.body, message.body)), 1)`;

function compareWords(index: Connection, db: Connection, upTo: number, findings: Findings): void {
  const total = db.get<{ count: number }>(
    "SELECT count(*) AS count FROM events WHERE position <= ?",
    upTo,
  )?.count;
  const every = Math.max(1, Math.ceil((total ?? 0) / MOST_COMPARED));
  for (const { position, deleted, body } of db.each<{
    position: number;
    deleted: 0 | 1;
    body: string | null;
  }>(MESSAGES, upTo, every)) {
    const indexed = index.get<{ text: string }>("SELECT text FROM texts WHERE position = ?", position)?.text;
    if ((indexed ?? null) !== (deleted ? null : wordsIn(body)))
      findings.add("search", `The search index has other words of message ${position} than its text.`);
  }
  const others = index.each<{ position: number }>("SELECT position FROM texts WHERE position % ? = 0", every);
  for (const { position } of others)
    if (
      !db.get("SELECT 1 FROM events WHERE position = ? AND type = 'message.sent'", position) ||
      position > upTo
    )
      findings.add("search", `The search index has words of ${position}, where no message is that it knows.`);
}

function wordsIn(json: string | null): string | null {
  const body = json === null ? null : (JSON.parse(json) as Body);
  return body?.alg === "plain" ? indexedText(body.text) : null;
}
