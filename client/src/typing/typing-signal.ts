import { Alarm, type Clock, since } from "../clock.ts";

/** Renewals are at least this far apart. */
const RENEW_MS = 3_000;
/** Without a keystroke for this long, one is not typing any more. */
const IDLE_MS = 5_000;

/** Turns keystrokes in one room into as few words to the server as possible. */
export class TypingSignal {
  readonly #clock: Clock;
  readonly #say: (typing: boolean) => void;
  readonly #idle: Alarm;
  #saidAt: number | null = null;

  constructor(clock: Clock, say: (typing: boolean) => void) {
    this.#clock = clock;
    this.#say = say;
    this.#idle = new Alarm(clock);
  }

  set(typing: boolean): void {
    if (typing) this.#typing();
    else this.#stopped();
  }

  #typing(): void {
    this.#idle.set(IDLE_MS, () => this.#stopped());
    if (this.#saidAt !== null && since(this.#clock, this.#saidAt) < RENEW_MS) return;
    this.#saidAt = this.#clock.now();
    this.#say(true);
  }

  #stopped(): void {
    this.#idle.clear();
    if (this.#saidAt === null) return;
    this.#saidAt = null;
    this.#say(false);
  }
}
