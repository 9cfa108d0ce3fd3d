import type {
  AccountId,
  AddedPerson,
  AddedProgram,
  AddPerson,
  ChangePassword,
  Device,
  DeviceId,
  DisplaySettings,
  Link,
  Me,
  PeoplePage,
  PeopleQuery,
  PersonLink,
  PersonRecord,
  RedeemLink,
  School,
  SetUp,
  SignIn,
  UpdatePerson,
} from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Author } from "../store/audit-entry.ts";
import type { Sql } from "../store/store.ts";
import type { Actor } from "./actor.ts";
import { addPerson } from "./add-person.ts";
import { Attempts } from "./attempts.ts";
import { authenticate, isSignedIn } from "./authenticate.ts";
import type { Sessions } from "./better-auth.ts";
import { changePassword } from "./change-password.ts";
import type { Caller, Context, Log, SignedIn, Surroundings } from "./context.ts";
import { deactivatePerson, reactivatePerson } from "./deactivate-person.ts";
import { addProgram, listDevices, signOutDevice, signOutOthers } from "./devices.ts";
import { endDevice } from "./end-device.ts";
import { type Ended, EndedDevices } from "./ended-devices.ts";
import { listPeople } from "./list-people.ts";
import { changeSettings, readMe } from "./me.ts";
import { issueLink } from "./password-link.ts";
import { OWASP_PASSWORD_COST, type PasswordCost, Passwords } from "./passwords.ts";
import { inspectLink, redeemLink } from "./redeem-link.ts";
import { Refusals } from "./refusals.ts";
import { createRoster, type Roster } from "./roster/roster.ts";
import { Seen } from "./seen.ts";
import { clearCookie, readCookie, renewCookie, sessionCookie } from "./session-cookie.ts";
import { readSchool, setUp, setUpCode } from "./set-up.ts";
import { signIn } from "./sign-in.ts";
import { updatePerson } from "./update-person.ts";

export interface AccountsOptions extends Surroundings {
  sql: Sql;
  clock: Clock;
  /** Where browsers reach the server, whatever host they ask for if `null`; `https:` makes its cookies secure. */
  publicUrl: string | null;
  /** At least 32 random characters; signs cookies. */
  secret: string;
  log: Log;
  /** Only tests make it cheaper. */
  passwordCost?: PasswordCost;
}

/**
 * People, their devices, and how they sign in. Refusals reject with a `ProtocolError`; each use case's own file names
 * them. Whether the actor's role suffices is the caller's to check.
 */
export interface Accounts {
  school(): Promise<School>;
  /** The one-time code to print at the start; `null` once the school is set up. */
  setUpCode(): Promise<string | null>;
  setUp(input: SetUp, caller: Caller): Promise<SignedIn>;

  signIn(input: SignIn, caller: Caller): Promise<SignedIn>;
  /** Answers with the cookie to set. */
  signOut(actor: Actor): Promise<{ cookie: string }>;
  /** Who asks, by bearer token or else by cookie. With a bearer token the cookie does not count. */
  authenticate(caller: Caller): Promise<Actor | null>;
  /** Whether an actor who was authenticated a while ago is still signed in. */
  isSignedIn(actor: Actor): Promise<boolean>;
  /** The actor's connection is alive: to be called now and then, such as at a heartbeat. */
  seen(actor: Actor): void;

  me(actor: Actor): Promise<Me>;
  /** The cookie to set so that a browser in use keeps its own; `null` for a program. */
  renewedCookie(headers: Headers): string | null;
  changeSettings(actor: Actor, settings: DisplaySettings): Promise<Me>;
  changePassword(actor: Actor, input: ChangePassword, caller: Pick<Caller, "address">): Promise<void>;

  devices(actor: Actor): Promise<Device[]>;
  addProgram(actor: Actor, name: string): Promise<AddedProgram>;
  signOutDevice(actor: Actor, deviceId: DeviceId): Promise<void>;
  signOutOthers(actor: Actor): Promise<void>;
  /** Called right after the commit that ended them. */
  onDevicesEnded(listener: (ended: Ended) => void): void;

  inspectLink(token: string): Promise<Link>;
  redeemLink(input: RedeemLink, caller: Caller): Promise<SignedIn>;

  people(query: PeopleQuery): Promise<PeoplePage>;
  addPerson(actor: Author, input: AddPerson, caller: Pick<Caller, "headers">): Promise<AddedPerson>;
  updatePerson(actor: Author, accountId: AccountId, change: UpdatePerson): Promise<PersonRecord>;
  deactivatePerson(actor: Author, accountId: AccountId): Promise<PersonRecord>;
  reactivatePerson(actor: Author, accountId: AccountId): Promise<PersonRecord>;
  issueLink(actor: Author, accountId: AccountId, caller: Pick<Caller, "headers">): Promise<PersonLink>;
  readonly roster: Roster;

  /** Records what is still in memory and stops. */
  close(): Promise<void>;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { sql, clock, publicUrl, log } = options;
  const cookie = sessionCookie(publicUrl);
  const passwords = new Passwords(options.passwordCost ?? OWASP_PASSWORD_COST);
  let sessions: Promise<Sessions> | undefined;
  const context: Context = {
    sql,
    clock,
    publicUrl,
    cookie,
    passwords,
    sessions() {
      sessions ??= import("./better-auth.ts").then(({ createSessions }) =>
        createSessions({ ...options, cookie, passwords }),
      );
      return sessions;
    },
    attempts: new Attempts(clock),
    refusals: new Refusals(sql, clock, log),
    seen: new Seen(sql, clock, log),
    ended: new EndedDevices(sql, clock, log),
    surroundings: options,
  };
  return {
    school: () => readSchool(context),
    setUpCode: () => setUpCode(context),
    setUp: (input, caller) => setUp(context, input, caller),

    signIn: (input, caller) => signIn(context, input, caller),
    async signOut(actor) {
      await endDevice(context, actor, actor.deviceId);
      return { cookie: clearCookie(cookie) };
    },
    authenticate: (caller) => authenticate(context, caller),
    isSignedIn: (actor) => isSignedIn(context, actor),
    seen: (actor) => context.seen.note(actor),

    me: (actor) => readMe(context, actor),
    renewedCookie(headers) {
      const value = headers.has("authorization") ? null : readCookie(cookie, headers);
      return value === null ? null : renewCookie(cookie, value);
    },
    changeSettings: (actor, settings) => changeSettings(context, actor, settings),
    changePassword: (actor, input, caller) => changePassword(context, actor, input, caller),

    devices: (actor) => listDevices(context, actor),
    addProgram: (actor, name) => addProgram(context, actor, name),
    signOutDevice: (actor, deviceId) => signOutDevice(context, actor, deviceId),
    signOutOthers: (actor) => signOutOthers(context, actor),
    onDevicesEnded: (listener) => context.ended.onEnded(listener),

    inspectLink: (token) => inspectLink(context, token),
    redeemLink: (input, caller) => redeemLink(context, input, caller),

    people: (query) => listPeople(context, query),
    addPerson: (actor, input, caller) => addPerson(context, actor, input, caller),
    updatePerson: (actor, accountId, change) => updatePerson(context, actor, accountId, change),
    deactivatePerson: (actor, accountId) => deactivatePerson(context, actor, accountId),
    reactivatePerson: (actor, accountId) => reactivatePerson(context, actor, accountId),
    issueLink: (actor, accountId, caller) => issueLink(context, actor, accountId, caller),
    roster: createRoster(context),

    async close() {
      context.ended.stop();
      await context.seen.record();
    },
  };
}
