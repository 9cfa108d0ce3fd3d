import { randomInt } from "node:crypto";
import { type AccountId, foldText, ProtocolError, type School, type SetUp } from "@encrptalk/protocol";
import type { Sql, SqlValue } from "../store/store.ts";
import type { Caller, Context, SignedIn } from "./context.ts";
import { openBrowser } from "./open-browser.ts";
import { isSameSecret, mintId } from "./secrets.ts";
import { candidateById } from "./sign-in.ts";

/** What anybody may know of the school. */
export async function readSchool({ sql }: Pick<Context, "sql">): Promise<School> {
  return { name: await readSetting(sql, "school_name") };
}

/** The one-time code, made at the first start; the same until it is used. `null` once the school is set up. */
export async function setUpCode({ sql }: Pick<Context, "sql">): Promise<string | null> {
  await sql.write(
    `INSERT INTO settings (key, value) SELECT 'set_up_code', ?
     WHERE NOT EXISTS (SELECT 1 FROM settings WHERE key = 'school_name') ON CONFLICT DO NOTHING`,
    [mintCode()],
  );
  return await readSetting(sql, "set_up_code");
}

/**
 * Makes the first administrator, names the school and signs in. Works once, however many try at the same time.
 * Errors: `set-up-done`, `set-up-code-wrong`, `rate-limited`.
 */
export async function setUp(context: Context, input: SetUp, caller: Caller): Promise<SignedIn> {
  return await context.attempts.guess(
    `set-up ${caller.address}`,
    caller.address,
    "set-up-code-wrong",
    async () => {
      const code = await setUpCode(context);
      if (code === null) throw new ProtocolError("set-up-done");
      if (!isSameSecret(bareCode(input.code), bareCode(code))) throw new ProtocolError("set-up-code-wrong");
      const candidate = await makeFirstAdmin(context, code, input, caller);
      return await openBrowser(context, candidate, input.password, caller);
    },
  );
}

/** Every statement depends on the code, which the last one removes: the first of several at once has it all. */
async function makeFirstAdmin(context: Context, code: string, input: SetUp, { address }: Caller) {
  const accountId = mintId() as AccountId;
  const now = context.clock.now();
  const passwordHash = await context.passwords.hash(input.password);
  const insert = (into: string, values: readonly SqlValue[]) => ({
    sql: `INSERT INTO ${into} SELECT ${values.map(() => "?").join(", ")}
          WHERE EXISTS (SELECT 1 FROM settings WHERE key = 'set_up_code' AND value = ?)`,
    parameters: [...values, code],
  });
  await context.sql.writeAll([
    insert("accounts (id, role, name, name_key, email, created_at)", [
      accountId,
      "admin",
      input.name,
      foldText(input.name),
      input.email,
      now,
    ]),
    insert(
      "credentials (id, account_id, provider_id, provider_account_id, password, created_at, updated_at)",
      [mintId(), accountId, "credential", accountId, passwordHash, now, now],
    ),
    insert("settings (key, value)", ["school_name", input.schoolName]),
    {
      sql: "DELETE FROM settings WHERE key = 'set_up_code' AND value = ?",
      parameters: [code],
      audit: {
        at: now,
        actor: { type: "nobody" },
        address,
        subjectId: accountId,
        roomId: null,
        audited: { kind: "school.set-up", details: {} },
      },
    },
  ]);
  const [made] = await context.sql.read("SELECT 1 FROM accounts WHERE id = ?", [accountId]);
  if (!made) throw new ProtocolError("set-up-done");
  return await candidateById(context, accountId);
}

async function readSetting(sql: Sql, key: "school_name" | "set_up_code"): Promise<string | null> {
  const [row] = await sql.read<{ value: string }>("SELECT value FROM settings WHERE key = ?", [key]);
  return row?.value ?? null;
}

/** No letter or digit that is mistaken for another. */
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Twelve characters, 58 bits, such as `K7QM-4XPA-9TRD`. */
function mintCode(): string {
  const letters = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** The code without what people add or drop when they copy it. */
const bareCode = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, "");
