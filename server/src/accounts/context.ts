import type { AccountId, ErrorCode, Me } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Sql } from "../store/store.ts";
import type { Actor } from "./actor.ts";
import type { Attempts } from "./attempts.ts";
import type { Sessions } from "./better-auth.ts";
import type { EndedDevices } from "./ended-devices.ts";
import type { Passwords } from "./passwords.ts";
import type { Refusals } from "./refusals.ts";
import type { Seen } from "./seen.ts";
import type { SessionCookie } from "./session-cookie.ts";

/** Where bugs go; pino's logger is one. */
export interface Log {
  error(details: object, message: string): void;
}

/** What the rest of the server is told, and asked. */
export interface Surroundings {
  /** Whether a device of the account is connected. */
  isOnline(accountId: AccountId): boolean;
  /**
   * The first administrator is there. Awaited, as `onFirstSignIn` is, so that what it does is there when the answer
   * is. If it fails the sign-in fails, and the next one calls it again: it must be safe to repeat.
   */
  onSchoolMade(actor: Actor): Promise<void>;
  /** What came of a sign-in with a password, for whoever watches the server. */
  onSignIn?: ((outcome: "done" | ErrorCode) => void) | undefined;
  /** Somebody signs in who never did before. */
  onFirstSignIn(actor: Actor): Promise<void>;
}

/** What the accounts' use cases work with. */
export interface Context {
  sql: Sql;
  clock: Clock;
  /** `null`: whatever host people ask for. */
  publicUrl: string | null;
  cookie: SessionCookie;
  /** Loaded when it is first needed: that takes as long as all the rest of the start. */
  sessions: () => Promise<Sessions>;
  passwords: Passwords;
  attempts: Attempts;
  refusals: Refusals;
  seen: Seen;
  ended: EndedDevices;
  surroundings: Surroundings;
}

/** A request of somebody who is not known yet. */
export interface Caller {
  headers: Headers;
  /** The peer's IP address. */
  address: string;
}

/** The answer to whoever has just signed in, and the cookie to set. */
export interface SignedIn {
  me: Me;
  cookie: string;
}
