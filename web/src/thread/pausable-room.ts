import type { Observable, Room } from "@encrptalk/client";

/** A room whose changes can be kept from what shows it: paused, it stays for them as it was. */
export interface PausableRoom extends Room {
  /** It stays as it is now. */
  pause(): void;
  /** Paused, it holds no longer on to what it was: nothing shows it any more. */
  letGo(): void;
  /** Tells what has changed meanwhile. */
  resume(): void;
}

export function pausable(room: Room): PausableRoom {
  const row = new Pausable(room.row);
  const timeline = new Pausable(room.timeline);
  const receipts = new Pausable(room.receipts);
  const pending = new Pausable(room.pending);
  const all = [row, timeline, receipts, pending];
  return {
    ...room,
    row,
    timeline,
    receipts,
    pending,
    pause() {
      for (const one of all) one.pause();
    },
    letGo() {
      for (const one of all) one.pause();
    },
    resume() {
      for (const one of all) one.resume();
    },
  };
}

class Pausable<T> implements Observable<T> {
  readonly #source: Observable<T>;
  readonly #listeners = new Set<() => void>();
  #paused: { value: T } | null = null;

  constructor(source: Observable<T>) {
    this.#source = source;
  }

  readonly get = (): T => (this.#paused === null ? this.#source.get() : this.#paused.value);

  readonly subscribe = (listener: () => void): (() => void) => {
    const entry = () => listener();
    this.#listeners.add(entry);
    const stop = this.#source.subscribe(() => {
      if (this.#paused === null) entry();
    });
    return () => {
      this.#listeners.delete(entry);
      stop();
    };
  };

  pause(): void {
    this.#paused = { value: this.#source.get() };
  }

  resume(): void {
    if (this.#paused === null) return;
    const { value } = this.#paused;
    this.#paused = null;
    if (!Object.is(value, this.#source.get())) for (const listener of [...this.#listeners]) listener();
  }
}
