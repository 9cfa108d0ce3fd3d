import { type AccountId, ProtocolError, type SignIn } from "@encrptalk/protocol";
import type { Caller, Context, SignedIn } from "./context.ts";
import { foldRollId } from "./fold.ts";
import { type Candidate, openBrowser } from "./open-browser.ts";

/**
 * Signs in with an e-mail address or a roll ID. An identifier nobody has gets the answer of a wrong password, after
 * the same work. Past the limit of wrong answers: `rate-limited`.
 */
export async function signIn(context: Context, input: SignIn, caller: Caller): Promise<SignedIn> {
  const { onSignIn } = context.surroundings;
  try {
    const signedIn = await attempt(context, input, caller);
    onSignIn?.("done");
    return signedIn;
  } catch (error) {
    if (error instanceof ProtocolError) onSignIn?.(error.code);
    throw error;
  }
}

async function attempt(
  context: Context,
  { identifier, password, deviceName }: SignIn,
  caller: Caller,
): Promise<SignedIn> {
  const key = foldRollId(identifier);
  return await context.attempts.guess(`sign-in ${key}`, caller.address, "wrong-credentials", async () => {
    const candidate = await findCandidate(context, key);
    try {
      return await openBrowser(context, candidate, password, caller, deviceName);
    } catch (error) {
      if (candidate) context.refusals.note(candidate.accountId, caller.address, error);
      throw error;
    }
  });
}

const findCandidate = (context: Context, identifier: string): Promise<Candidate | null> =>
  readCandidate(context, identifier.includes("@") ? "email" : "roll_id_key", identifier);

/** The account as the candidate of a sign-in. Errors: `unauthenticated` when there is none. */
export async function candidateById(context: Context, accountId: AccountId): Promise<Candidate> {
  const candidate = await readCandidate(context, "id", accountId);
  if (!candidate) throw new ProtocolError("unauthenticated");
  return candidate;
}

async function readCandidate(
  { sql }: Context,
  column: "email" | "roll_id_key" | "id",
  value: string,
): Promise<Candidate | null> {
  const [row] = await sql.read<Candidate>(
    `SELECT accounts.id AS accountId, email, password AS passwordHash
     FROM accounts LEFT JOIN credentials ON account_id = accounts.id AND provider_id = 'credential'
     WHERE accounts.${column} = ?`,
    [value],
  );
  return row ?? null;
}
