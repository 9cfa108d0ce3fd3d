import { type AccountId, MAX_PEOPLE_PER_COMMAND, type Person } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import { batch, Cell, Cells } from "../observable.ts";
import { mayAskAgain } from "../wire/refusal.ts";

/** People asked for within this time are asked for together. */
const GATHER_MS = 20;
const AGAIN_AFTER_MS = 5_000;

/** Names and roles of those who are mentioned anywhere. */
export class People {
  readonly #cells: Cells<AccountId, Person | null>;
  readonly #fetch: (accountIds: AccountId[]) => Promise<readonly Person[]>;
  readonly #gather: Alarm;
  readonly #wanted = new Set<AccountId>();
  /** Asked for and answered; whoever is still unknown then may not be known. */
  readonly #asked = new Set<AccountId>();
  /** How often each one's name has changed; of those in here, what was read before the last change is not to be learnt. */
  readonly #changes = new Map<AccountId, number>();
  /** The moments at which a name changed last: of each person that a change named, and of everybody. */
  readonly #changedAt = new Map<AccountId, number>();
  #allChangedAt = 0;
  #moment = 0;

  constructor(clock: Clock, fetch: (accountIds: AccountId[]) => Promise<readonly Person[]>) {
    this.#fetch = fetch;
    this.#gather = new Alarm(clock);
    this.#cells = new Cells((accountId) => new Cell<Person | null>(null, () => this.want([accountId])));
  }

  person(accountId: AccountId): Cell<Person | null> {
    return this.#cells.at(accountId);
  }

  /** To be taken before a question whose answer names people. Counts the changes of names. */
  get moment(): number {
    return this.#moment;
  }

  /** `asOf`: the moment of the question that they answer. Whose name has changed since is not learnt by it. */
  learn(people: readonly Person[], asOf = this.#moment): void {
    for (const person of people) {
      const changedAt = Math.max(this.#changedAt.get(person.accountId) ?? 0, this.#allChangedAt);
      if (this.#changes.has(person.accountId) || changedAt > asOf) continue;
      const cell = this.#cells.at(person.accountId);
      const known = cell.get();
      this.#asked.add(person.accountId);
      this.#wanted.delete(person.accountId);
      if (known?.name !== person.name || known.role !== person.role) cell.set(person);
    }
  }

  /** Fetches, soon, those of them who are unknown. */
  want(accountIds: Iterable<AccountId>): void {
    for (const accountId of accountIds) if (!this.#asked.has(accountId)) this.#wanted.add(accountId);
    if (this.#wanted.size > 0 && !this.#gather.isSet)
      this.#gather.set(GATHER_MS, () => void this.fetchWanted());
  }

  /** Names have changed; `null`: nobody knows whose. The old ones stand until the new ones are here. */
  changed(accountIds: readonly AccountId[] | null): void {
    this.#moment += 1;
    if (accountIds === null) this.#allChangedAt = this.#moment;
    else for (const accountId of accountIds) this.#changedAt.set(accountId, this.#moment);
    const known = [...this.#cells.entries()].map(([accountId]) => accountId);
    const stale = accountIds === null ? known : known.filter((accountId) => accountIds.includes(accountId));
    for (const accountId of stale) {
      this.#asked.delete(accountId);
      this.#changes.set(accountId, (this.#changes.get(accountId) ?? 0) + 1);
    }
    this.want(stale);
  }

  /** Those who could not be fetched before are fetched again. */
  async fetchWanted(): Promise<void> {
    this.#gather.clear();
    const accountIds = [...this.#wanted].slice(0, MAX_PEOPLE_PER_COMMAND);
    if (accountIds.length === 0) return;
    for (const accountId of accountIds) {
      this.#wanted.delete(accountId);
      this.#asked.add(accountId);
    }
    const changes = accountIds.map((accountId) => this.#changes.get(accountId));
    try {
      const people = await this.#fetch(accountIds);
      // Of whose name has changed meanwhile the answer may be too old.
      const late = accountIds.filter((accountId, index) => this.#changes.get(accountId) !== changes[index]);
      for (const accountId of accountIds)
        (late.includes(accountId) ? this.#asked : this.#changes).delete(accountId);
      batch(() => this.learn(people));
      this.want(late);
    } catch (error) {
      // Without an answer they stay wanted, until a while later, the next connection or the next who wants anybody.
      for (const accountId of accountIds) {
        this.#asked.delete(accountId);
        this.#wanted.add(accountId);
      }
      if (mayAskAgain(error)) this.#gather.set(AGAIN_AFTER_MS, () => void this.fetchWanted());
      return;
    }
    if (this.#wanted.size > 0) this.want([]);
  }
}
