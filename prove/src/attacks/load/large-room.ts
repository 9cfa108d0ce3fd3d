import { createHash } from "node:crypto";
import type { RoomId } from "@encrptalk/protocol";
import type { Program } from "../../program/program.ts";
import { Database } from "../database.ts";
import { Speaker } from "../speaker.ts";

/** A day. */
const SIGNED_IN_MS = 24 * 60 * 60 * 1_000;
const NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)";

/**
 * Adds so many members to a room, written into the running program's database, since their passwords alone would take
 * minutes to hash. Gives live connections of the first few of them.
 */
export async function crowd(
  program: Program,
  roomId: RoomId,
  { members, live }: { members: number; live: number },
): Promise<Speaker[]> {
  const database = new Database(program);
  const now = Date.now();
  database.run("BEGIN IMMEDIATE");
  database.run(
    `${NUMBERS} INSERT INTO accounts (id, role, name, name_key, email, created_at, first_signed_in_at)
     SELECT 'member-' || n, 'student', 'Member ' || n, 'member ' || n, 'member-' || n || '@hill.example', ?2, ?2
     FROM numbers`,
    members,
    now,
  );
  database.run(
    `${NUMBERS} INSERT INTO memberships
       (room_id, account_id, joined_seq, left_seq, delivered, read, receipt_position, own_position)
     SELECT ?2, 'member-' || n, 1, NULL, 0, 0, 0, 0 FROM numbers`,
    members,
    roomId,
  );
  database.run("UPDATE rooms SET member_count = member_count + ? WHERE id = ?", members, roomId);
  const tokens = Array.from({ length: live }, () => crypto.randomUUID());
  for (const [index, token] of tokens.entries()) {
    database.run(
      `INSERT INTO devices (id, account_id, kind, name, token_hash, created_at, last_seen_at, expires_at)
       VALUES (?1, ?2, 'program', 'Proof', ?3, ?4, ?4, ?5)`,
      `device-${index + 1}`,
      `member-${index + 1}`,
      createHash("sha256").update(token).digest("base64url"),
      now,
      now + SIGNED_IN_MS,
    );
  }
  database.run("COMMIT");
  database.close();
  return Promise.all(
    tokens.map((token) => Speaker.connect({ program, headers: { authorization: `Bearer ${token}` } })),
  );
}
