import { Alarm, type Clock } from "../clock.ts";

const SPACING_MS = 1_000;

export interface RefetchOptions {
  readonly clock: Clock;
  /** Whether anybody looks. */
  readonly isWanted: () => boolean;
  readonly fetch: () => Promise<void>;
}

/** What the server counts, asked for again after changes: while somebody looks, and at most once a second. */
export class Refetch {
  readonly #options: RefetchOptions;
  readonly #pause: Alarm;
  #isStale = true;
  #isFetching = false;
  /** Without an answer; a change, a new reader or the next connection asks again. */
  #hasFailed = false;

  constructor(options: RefetchOptions) {
    this.#options = options;
    this.#pause = new Alarm(options.clock);
  }

  changed(): void {
    this.#isStale = true;
    this.#refetch();
  }

  /** Somebody looks, or the connection is back. */
  resume(): void {
    this.#isStale ||= this.#hasFailed;
    this.#refetch();
  }

  /** What is known is right. */
  settled(): void {
    this.#isStale = false;
  }

  #refetch(): void {
    if (!this.#isStale || this.#isFetching || this.#pause.isSet || !this.#options.isWanted()) return;
    this.#isStale = false;
    this.#hasFailed = false;
    this.#isFetching = true;
    this.#pause.set(SPACING_MS, () => this.#refetch());
    void this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      await this.#options.fetch();
    } catch {
      this.#hasFailed = true;
    } finally {
      this.#isFetching = false;
      this.#refetch();
    }
  }
}
