import {
  type AccountId,
  type CommandOf,
  MAX_DESK_ENTRIES,
  ProtocolError,
  type ResultOf,
} from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import { batch } from "../observable.ts";
import { mayAskAgain } from "../wire/refusal.ts";
import type { DeskState } from "./desk-state.ts";

/** Students asked for within this time are asked for together. */
const GATHER_MS = 20;
const AGAIN_AFTER_MS = 5_000;

/** Asks for students by name. */
export class DeskQuestions {
  readonly #state: DeskState;
  readonly #request: (command: CommandOf<"desk.get">) => Promise<ResultOf<"desk.get">>;
  readonly #gather: Alarm;
  readonly #wanted = new Set<AccountId>();
  #isAsking = false;

  constructor(
    clock: Clock,
    state: DeskState,
    request: (command: CommandOf<"desk.get">) => Promise<ResultOf<"desk.get">>,
  ) {
    this.#state = state;
    this.#request = request;
    this.#gather = new Alarm(clock);
    state.wanted.add((studentIds) => this.want(studentIds));
  }

  /** Asks soon; staff only. Without an answer they stay wanted. */
  want(studentIds: Iterable<AccountId>): void {
    for (const studentId of studentIds) this.#wanted.add(studentId);
    this.#soon();
  }

  /** The connection is back. */
  resume(): void {
    this.#soon();
  }

  #soon(): void {
    if (this.#wanted.size === 0 || this.#gather.isSet || this.#isAsking) return;
    if (this.#state.isStaff === true) this.#gather.set(GATHER_MS, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const studentIds = [...this.#wanted].slice(0, MAX_DESK_ENTRIES);
    for (const studentId of studentIds) this.#wanted.delete(studentId);
    const asked = this.#state.ask();
    this.#isAsking = true;
    try {
      const { entries } = await this.#request({ type: "desk.get", studentIds });
      this.#isAsking = false;
      const found = new Set(entries.map(({ student }) => student.accountId));
      let isLate = false;
      batch(() => {
        isLate = !this.#state.learn(entries, asked);
      });
      if (isLate) this.want(studentIds);
      else this.#state.areNone(studentIds.filter((studentId) => !found.has(studentId)));
      this.#soon();
    } catch (error) {
      this.#isAsking = false;
      for (const studentId of studentIds) this.#wanted.add(studentId);
      // Without a connection the next one asks.
      const afterMs = error instanceof ProtocolError ? error.details.retryAfterMs : undefined;
      if (mayAskAgain(error)) this.#gather.set(afterMs ?? AGAIN_AFTER_MS, () => void this.#ask());
    }
  }
}
