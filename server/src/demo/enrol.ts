import type { Timestamp } from "@encrptalk/protocol";
import type { Accounts, Actor } from "../accounts/index.ts";
import type { Author } from "../store/audit-entry.ts";
import type { PastClock } from "./past-clock.ts";
import { DEMO_PASSWORD, EVERYBODY, NOT_HERE_YET, PEOPLE, type PersonKey, SCHOOL_NAME } from "./people.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FOUNDER = "rao";
const CALLER = { headers: new Headers({ host: "localhost" }), address: "127.0.0.1" };

/** Those who have chosen a password, as they were signed in when they did. */
export type Actors = ReadonlyMap<PersonKey, Actor>;

/** Ms Rao sets the school up and invites everyone; all but a few choose the demo's password. */
export async function enrol(
  accounts: Accounts,
  clock: PastClock,
  { opened, now }: { opened: Timestamp; now: Timestamp },
): Promise<Actors> {
  clock.turnTo(opened);
  const founder = await accounts.setUp(
    {
      code: (await accounts.setUpCode()) ?? "",
      schoolName: SCHOOL_NAME,
      name: PEOPLE[FOUNDER].name,
      email: PEOPLE[FOUNDER].email,
      password: DEMO_PASSWORD,
    },
    CALLER,
  );
  const by = { ...founder.me, address: CALLER.address };
  const others = EVERYBODY.filter((who) => who !== FOUNDER && !NOT_HERE_YET.includes(who));
  const tokens = await Promise.all(others.map((who) => invite(accounts, by, who)));
  const signedIn = await Promise.all(
    tokens.map((token) => accounts.redeemLink({ token, password: DEMO_PASSWORD }, CALLER)),
  );
  // Their invitations are still valid.
  clock.turnTo(now - 2 * DAY_MS);
  await Promise.all(NOT_HERE_YET.map((who) => invite(accounts, by, who)));

  const expiresAt = now + DAY_MS;
  const actors = signedIn.map(
    ({ me }, index) => [others[index], { ...me, expiresAt, address: CALLER.address }] as [PersonKey, Actor],
  );
  return new Map<PersonKey, Actor>([
    [FOUNDER, { ...founder.me, expiresAt, address: CALLER.address }],
    ...actors,
  ]);
}

/** The token of the person's link. */
async function invite(accounts: Accounts, by: Author, who: PersonKey): Promise<string> {
  const { link } = await accounts.addPerson(by, PEOPLE[who], CALLER);
  return new URL(link.url).hash.slice(1);
}

/** Leaves the accounts as a school day leaves them: seen lately, signed in nowhere. */
export async function goHome(
  accounts: Accounts,
  clock: PastClock,
  actors: Actors,
  lastSeen: (who: PersonKey) => Timestamp,
): Promise<void> {
  for (const [who, actor] of actors) {
    clock.turnTo(lastSeen(who));
    accounts.seen(actor);
  }
  await Promise.all([...actors.values()].map((actor) => accounts.signOut(actor)));
}
