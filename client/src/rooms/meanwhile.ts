import type { AnyEvent } from "../wire/any-event.ts";

/** What happens while pages are on their way: a page may have been read before it. */
export class Meanwhile {
  events: readonly AnyEvent[] = [];
  #pages = 0;

  note(event: AnyEvent): void {
    if (this.#pages > 0) this.events = [...this.events, event];
  }

  /** A page is under way until `load` has settled. */
  async during<T>(load: () => Promise<T>): Promise<T> {
    this.#pages++;
    try {
      return await load();
    } finally {
      this.#pages--;
      if (this.#pages === 0) this.events = [];
    }
  }
}
