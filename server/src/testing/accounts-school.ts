import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccountId, type AddPerson, type DeviceId, ProtocolError } from "@encrptalk/protocol";
import {
  type Accounts,
  type AccountsOptions,
  type Actor,
  createAccounts,
  type Ended,
} from "../accounts/index.ts";
import type { AuditEntry, Author } from "../store/audit-entry.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Sql, SqlValue, Store } from "../store/store.ts";
import { FakeClock } from "./fake-clock.ts";

/** Whoever does what a test needs done before it begins. */
export const THE_OFFICE: Author = {
  accountId: "the-office" as AccountId,
  deviceId: "of-the-office" as DeviceId,
  address: "192.0.2.1",
};

export const PASSWORD = "correct horse battery";

/** A browser as the server sees it: it keeps its cookie. */
export class Browser {
  cookie: string | null = null;
  address = "192.0.2.7";
  userAgent =
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

  get headers(): Headers {
    const headers = new Headers({ "user-agent": this.userAgent });
    if (this.cookie) headers.set("cookie", this.cookie);
    return headers;
  }

  keep({ cookie }: { cookie: string }): void {
    this.cookie = cookie.split(";", 1)[0] ?? null;
  }
}

/** A school with real accounts on a real database, and a clock that stands still. */
export class TestSchool implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly ended: Ended[] = [];
  readonly called: string[] = [];
  readonly online = new Set<AccountId>();
  store!: Store;
  accounts!: Accounts;
  #folder = "";
  #interruption: { at: string; act: () => Promise<unknown> } | null = null;

  static async open(options: Partial<AccountsOptions> = {}): Promise<TestSchool> {
    const school = new TestSchool();
    school.#folder = await mkdtemp(join(tmpdir(), "encrptalk-accounts-"));
    await school.start(options);
    return school;
  }

  /** Opens the database and the accounts on it, again after `stop`. */
  async start(options: Partial<AccountsOptions> = {}): Promise<void> {
    this.store = await openSqliteStore({ file: join(this.#folder, "school.db") });
    this.store.onCommitted((change) => {
      if (change.type === "people") this.called.push(`people changed: ${change.accountIds?.length}`);
    });
    this.accounts = createAccounts({
      sql: this.#interruptible(this.store.sql),
      clock: this.clock,
      publicUrl: "https://talk.example.org",
      secret: "a-secret-for-tests-of-32-characters",
      log: {
        error(details, message) {
          throw new Error(message, { cause: details });
        },
      },
      passwordCost: { memoryKibibytes: 64, passes: 1 },
      isOnline: (accountId) => this.online.has(accountId),
      onSchoolMade: async ({ name }) => void this.called.push(`school made by ${name}`),
      onFirstSignIn: async ({ name }) => void this.called.push(`first sign-in of ${name}`),
      ...options,
    });
    this.accounts.onDevicesEnded((ended) => this.ended.push(ended));
  }

  async stop(): Promise<void> {
    await this.accounts.close();
    await this.store.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true });
  }

  /** Does something just before the accounts next write a statement that begins so: how a test gets in between. */
  interrupt(at: string, act: () => Promise<unknown>): void {
    this.#interruption = { at, act };
  }

  #interruptible(sql: Sql): Sql {
    const before = async (statement = "") => {
      if (!this.#interruption || !statement.startsWith(this.#interruption.at)) return;
      const { act } = this.#interruption;
      this.#interruption = null;
      await act();
    };
    return {
      read: sql.read,
      record: sql.record,
      async write<Row>(statement: string, parameters: readonly SqlValue[], audit?: AuditEntry) {
        await before(statement);
        return await sql.write<Row>(statement, parameters, audit);
      },
      async writeAll(statements, changed) {
        await before(statements[0]?.sql);
        await sql.writeAll(statements, changed);
      },
    };
  }

  /** Records who was seen, as a restart does. */
  async recordSeen(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ms Rao makes the school. */
  async setUp(browser = new Browser()): Promise<Browser> {
    const code = (await this.accounts.setUpCode()) ?? "";
    const person = { name: "Ms Rao", email: "rao@school.example", password: PASSWORD };
    browser.keep(await this.accounts.setUp({ code, schoolName: "Hill School", ...person }, browser));
    return browser;
  }

  /** Adds a person, who has not chosen a password yet; answers with the link's token. */
  async invite(person: AddPerson): Promise<{ accountId: AccountId; token: string }> {
    const { person: added, link } = await this.accounts.addPerson(THE_OFFICE, person, new Browser());
    return { accountId: added.accountId, token: tokenOf(link.url) };
  }

  /** Adds a person who signs in on a browser. */
  async admit(person: AddPerson, browser = new Browser()): Promise<Browser> {
    const { token } = await this.invite(person);
    browser.keep(await this.accounts.redeemLink({ token, password: PASSWORD }, browser));
    return browser;
  }

  async signIn(identifier: string, browser = new Browser(), password = PASSWORD): Promise<Browser> {
    browser.keep(await this.accounts.signIn({ identifier, password }, browser));
    return browser;
  }

  /** Who is signed in on the browser. Throws when nobody is. */
  async actor(browser: Browser): Promise<Actor> {
    const actor = await this.accounts.authenticate(browser);
    if (!actor) throw new Error("Nobody is signed in on this browser");
    return actor;
  }

  async isSignedIn(browser: Browser): Promise<boolean> {
    return (await this.accounts.authenticate(browser)) !== null;
  }
}

export const ASHA = {
  role: "student",
  name: "Asha Verma",
  email: "asha@school.example",
  rollId: "10A-07",
  className: "10 A",
} as const satisfies AddPerson;
export const BEN = {
  role: "student",
  name: "Ben Okafor",
  email: "ben@school.example",
  rollId: "10A-12",
  className: "10 A",
} as const satisfies AddPerson;
export const MR_SILVA = {
  role: "admin",
  name: "Mr Silva",
  email: "silva@school.example",
} as const satisfies AddPerson;

export const tokenOf = (url: string): string => new URL(url).hash.slice(1);

/** What something failed with. */
export const failure = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => null,
    (error: unknown) => error,
  );

/** The code that something was refused with, or "done". */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await failure(attempt);
  if (error === null) return "done";
  return error instanceof ProtocolError ? error.code : String(error);
}
