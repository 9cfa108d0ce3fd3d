import type { AccountId, DisplaySettings, RoomId } from "@encrptalk/protocol";
import { parseSettings } from "../../accounts/index.ts";
import type { Sql } from "../../store/store.ts";

/** A student who can be reached by e-mail only. */
export interface Recipient {
  accountId: AccountId;
  name: string;
  email: string;
  settings: DisplaySettings;
  /** Of the last message of the room that an e-mail told of. */
  mailed: number;
}

/** `null` for whoever has a device to push to, was never signed in, or is deactivated. */
export async function readRecipient(
  sql: Sql,
  accountId: AccountId,
  roomId: RoomId,
): Promise<Recipient | null> {
  const [row] = await sql.read<Omit<Recipient, "settings"> & { settings: string }>(
    `SELECT id AS accountId, name, email, settings,
       coalesce((SELECT number FROM mailed WHERE account_id = accounts.id AND room_id = ?2), 0) AS mailed
     FROM accounts
     WHERE id = ?1 AND role = 'student' AND deactivated_at IS NULL AND first_signed_in_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM push_subscriptions WHERE account_id = accounts.id)`,
    [accountId, roomId],
  );
  return row ? { ...row, settings: parseSettings(row.settings) } : null;
}

export async function recordMailed(
  sql: Sql,
  accountId: AccountId,
  roomId: RoomId,
  number: number,
): Promise<void> {
  await sql.write(
    `INSERT INTO mailed (account_id, room_id, number) SELECT id, ?2, ?3 FROM accounts WHERE id = ?1
     ON CONFLICT (account_id, room_id) DO UPDATE SET number = max(number, excluded.number)`,
    [accountId, roomId, number],
  );
}
