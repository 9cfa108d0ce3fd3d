import type { Timestamp } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";

/** Keys that are to be looked at later, each once however often it is named, those that fall due together at once. */
export class Later<Key> {
  readonly #clock: Clock;
  readonly #look: (keys: Key[]) => void;
  readonly #due = new Map<Key, Timestamp>();
  #timer: { at: Timestamp; cancel: () => void } | null = null;
  #stopped = false;

  constructor(clock: Clock, look: (keys: Key[]) => void) {
    this.#clock = clock;
    this.#look = look;
  }

  /** A key that is named twice falls due at the earlier time. */
  at(time: Timestamp, key: Key): void {
    if (this.#stopped) return;
    const due = Math.min(time, this.#due.get(key) ?? Number.POSITIVE_INFINITY);
    this.#due.set(key, due);
    this.#wakeAt(due);
  }

  in(ms: number, key: Key): void {
    this.at(this.#clock.now() + ms, key);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#due.clear();
  }

  #wakeAt(time: Timestamp): void {
    if (this.#timer && this.#timer.at <= time) return;
    this.#timer?.cancel();
    const cancel = this.#clock.after(Math.max(time - this.#clock.now(), 0), () => this.#wake());
    this.#timer = { at: time, cancel };
  }

  #wake(): void {
    // A clock that was set back meanwhile holds nothing up.
    const now = Math.max(this.#clock.now(), this.#timer?.at ?? 0);
    this.#timer = null;
    const keys: Key[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const [key, due] of this.#due) {
      if (due <= now) keys.push(key);
      else next = Math.min(next, due);
    }
    for (const key of keys) this.#due.delete(key);
    if (next < Number.POSITIVE_INFINITY) this.#wakeAt(next);
    if (keys.length > 0) this.#look(keys);
  }
}
