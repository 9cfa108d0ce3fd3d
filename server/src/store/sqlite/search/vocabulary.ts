import type { Connection } from "../connection.ts";
import { textHas } from "./match-expression.ts";

/** Letters of the longest beginnings that FTS5 has as words of their own (`prefix` in index-file.ts). */
const LONGEST_INDEXED_PREFIX = 4;
/** Words that an unfinished one is taken for. Of more, FTS5 puts all their messages together, which takes long. */
const MAX_ENDINGS = 64;
/** No word goes on with a greater character. */
const LAST_CHARACTER = "\u{10ffff}";

const isLong = (token: string): boolean =>
  token.length > LONGEST_INDEXED_PREFIX && [...token].length > LONGEST_INDEXED_PREFIX;

/**
 * The words that an unfinished one of five letters or more can become, as the index has them: none when nothing
 * begins so, `null` when FTS5 is to look itself.
 */
export function endingsOf(db: Connection, beginning: string): string[] | null {
  if (!isLong(beginning)) return null;
  const found = db.all<{ token: string }>(
    `SELECT token FROM vocabulary WHERE token >= ?1 AND token < ?1 || '${LAST_CHARACTER}' LIMIT ${MAX_ENDINGS + 1}`,
    beginning,
  );
  return found.length > MAX_ENDINGS ? null : found.map(({ token }) => token);
}

/** Words that are remembered to be there. */
const MAX_SEEN = 50_000;

/**
 * Keeps the long words in step with the messages, for one connection that nobody else writes beside. To be thrown away
 * when a transaction was rolled back. Texts are as the index keeps them.
 */
export class Vocabulary {
  readonly #db: Connection;
  /** Known to be there. */
  readonly #seen = new Set<string>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** The text is in the index now. */
  added(text: string): void {
    for (const token of text.split(" ")) {
      if (!isLong(token) || this.#seen.has(token)) continue;
      if (this.#seen.size >= MAX_SEEN) this.#seen.clear();
      this.#seen.add(token);
      this.#db.run("INSERT INTO vocabulary VALUES (?) ON CONFLICT DO NOTHING", token);
    }
  }

  /** The text is no longer in the index: a word that nobody else wrote must not stay in the file. */
  removed(text: string): void {
    for (const token of new Set(text.split(" "))) {
      if (!isLong(token)) continue;
      if (this.#db.get("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", textHas([token]))) continue;
      this.#db.run("DELETE FROM vocabulary WHERE token = ?", token);
      this.#seen.delete(token);
    }
  }
}
