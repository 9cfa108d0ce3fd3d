import type { Sql } from "../store/store.ts";

/** What identifies this server to push services (VAPID, RFC 8292), base64url. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/**
 * Made at the first start and kept with the subscriptions, which are worth nothing without them: browsers subscribed
 * with the public one.
 */
export async function readPushKeys(sql: Sql): Promise<PushKeys> {
  const stored = await readStored(sql);
  if (stored) return stored;
  const { default: webPush } = await import("web-push");
  await sql.write("INSERT INTO settings (key, value) VALUES ('push_keys', ?) ON CONFLICT DO NOTHING", [
    JSON.stringify(webPush.generateVAPIDKeys()),
  ]);
  const made = await readStored(sql);
  if (!made) throw new Error("the push keys were not stored");
  return made;
}

async function readStored(sql: Sql): Promise<PushKeys | null> {
  const [row] = await sql.read<{ value: string }>("SELECT value FROM settings WHERE key = 'push_keys'", []);
  return row ? (JSON.parse(row.value) as PushKeys) : null;
}
