import type { AccountId } from "@encrptalk/protocol";
import { batch, Cell, Cells } from "../observable.ts";
import { LastWord } from "../state/last-word.ts";

/** Who is online, as far as it was told since the connection began. */
export class Presence {
  readonly #cells: Cells<AccountId, boolean | null>;
  readonly #online = new Map<AccountId, boolean>();
  readonly #told = new LastWord<AccountId, boolean>();

  /** `wanted`: somebody looks at a person of whom nothing was told. */
  constructor(wanted: (accountId: AccountId) => void) {
    this.#cells = new Cells((accountId) => {
      const isOnline = this.#online.get(accountId) ?? null;
      return new Cell<boolean | null>(isOnline, () => {
        if (!this.#online.has(accountId)) wanted(accountId);
      });
    });
  }

  /** To be noted when somebody is asked about, for `learn`. */
  get now(): number {
    return this.#told.now;
  }

  online(accountId: AccountId): Cell<boolean | null> {
    return this.#cells.at(accountId);
  }

  /** The server says that it has changed. */
  tell(changes: readonly { readonly accountId: AccountId; readonly online: boolean }[]): void {
    batch(() => {
      for (const { accountId, online } of changes) {
        this.#told.tell(accountId, online);
        this.#set(accountId, online);
      }
    });
  }

  /** The answer to a question of `asked`. */
  learn(accountId: AccountId, online: boolean, asked: number): void {
    this.#set(accountId, this.#told.holds(accountId, online, asked));
  }

  /** Those who are looked at, and of whom nothing was told. */
  unknown(): AccountId[] {
    const looked = [...this.#cells.entries()].filter(([, cell]) => cell.isObserved && cell.get() === null);
    return looked.map(([accountId]) => accountId);
  }

  /** What was told on another connection is not known on this one. */
  forget(): void {
    this.#online.clear();
    this.#told.clear();
    batch(() => {
      for (const [, cell] of this.#cells.entries()) cell.set(null);
    });
  }

  #set(accountId: AccountId, online: boolean): void {
    this.#online.set(accountId, online);
    this.#cells.find(accountId)?.set(online);
  }
}
