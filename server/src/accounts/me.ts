import {
  DEFAULT_DISPLAY_SETTINGS,
  type DisplaySettings,
  displaySettingsSchema,
  type Me,
  ProtocolError,
} from "@encrptalk/protocol";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";

/** The signed-in person, to themself. */
export async function readMe({ sql }: Pick<Context, "sql">, { accountId, deviceId }: Actor): Promise<Me> {
  const [row] = await sql.read<Omit<Me, "settings" | "deviceId"> & { settings: string }>(
    `SELECT id AS accountId, role, name, email, roll_id AS rollId, class_name AS className, settings
     FROM accounts WHERE id = ?`,
    [accountId],
  );
  if (!row) throw new ProtocolError("unauthenticated");
  return { ...row, deviceId, settings: parseSettings(row.settings) };
}

/** Settings that an older program stored may lack what is new. */
export function parseSettings(text: string): DisplaySettings {
  const parsed = displaySettingsSchema.safeParse({ ...DEFAULT_DISPLAY_SETTINGS, ...JSON.parse(text) });
  return parsed.success ? parsed.data : DEFAULT_DISPLAY_SETTINGS;
}

/** Changes how the product looks and sounds to the person: the only thing of their account that is theirs to change. */
export async function changeSettings(context: Context, actor: Actor, settings: DisplaySettings): Promise<Me> {
  await context.sql.write("UPDATE accounts SET settings = ? WHERE id = ?", [
    JSON.stringify(settings),
    actor.accountId,
  ]);
  return await readMe(context, actor);
}
