import { type AccountId, ProtocolError } from "@encrptalk/protocol";
import { type Accounts, createAccounts } from "../../accounts/index.ts";
import { systemClock } from "../../clock.ts";
import { prepareDataDirectory } from "../../operations/data-directory.ts";
import { exitBecauseOf } from "../../operations/exit-because-of.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import type { Store } from "../../store/store.ts";
import { DEMO_PASSWORD, PEOPLE } from "../people.ts";

/** Students who sign in at once. */
const AT_ONCE = 200;
/** Everyone knows the password, so that its hash need not be dear. */
const CHEAP = { memoryKibibytes: 64, passes: 1 };
const CALLER = { headers: new Headers({ host: "localhost" }), address: "127.0.0.1" };

// `bun server/src/demo/large/sign-in-all.ts FOLDER`: every student of a large school who has been invited signs in for
// the first time, and makes a program. Prints the programs' tokens as a JSON list.
try {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("Give the folder of a large school.");
  process.stdout.write(`${JSON.stringify(await signInAll(folder))}\n`);
} catch (error) {
  exitBecauseOf(error);
}

async function signInAll(folder: string): Promise<{ accountId: AccountId; token: string }[]> {
  const { database, secret } = prepareDataDirectory(folder);
  const store = await openSqliteStore({ file: database });
  const accounts = await openAccounts(store, secret);
  try {
    const rao = await accounts.signIn({ identifier: PEOPLE.rao.email, password: DEMO_PASSWORD }, CALLER);
    const by = { ...rao.me, address: CALLER.address };
    const invited = await store.sql.read<{ accountId: AccountId }>(
      `SELECT id AS accountId FROM accounts
       WHERE role = 'student' AND first_signed_in_at IS NULL AND deactivated_at IS NULL ORDER BY email`,
      [],
    );
    const signIn = async ({ accountId }: { accountId: AccountId }) => {
      const link = await accounts.issueLink(by, accountId, CALLER);
      const token = new URL(link.url).hash.slice(1);
      const { me } = await accounts.redeemLink({ token, password: DEMO_PASSWORD }, CALLER);
      const actor = { ...me, expiresAt: Number.MAX_SAFE_INTEGER, address: CALLER.address };
      return { accountId, token: (await accounts.addProgram(actor, "Large school")).token };
    };
    const signedIn: { accountId: AccountId; token: string }[] = [];
    for (let from = 0; from < invited.length; from += AT_ONCE)
      signedIn.push(...(await Promise.all(invited.slice(from, from + AT_ONCE).map(signIn))));
    return signedIn;
  } finally {
    await accounts.close();
    await store.close();
  }
}

/** As the server has them: who signs in for the first time enters the default room. */
async function openAccounts(store: Store, secret: string): Promise<Accounts> {
  const roomId = await store.defaultRoomId();
  if (!roomId) throw new ProtocolError("room-not-found");
  return createAccounts({
    sql: store.sql,
    clock: systemClock,
    publicUrl: "http://localhost",
    secret,
    passwordCost: CHEAP,
    log: {
      error(details, message) {
        throw new Error(message, { cause: details });
      },
    },
    isOnline: () => false,
    onSchoolMade: async () => {},
    onFirstSignIn: async ({ accountId, deviceId }) => {
      await store.joinRoom({ roomId, accountId, sender: { accountId, deviceId }, at: Date.now() });
    },
  });
}
