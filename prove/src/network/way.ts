import type { Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { cut } from "../peers/frame.ts";
import type { Conditions } from "./tcp-proxy.ts";

const LOOK_EVERY_MS = 5;

/** One direction of a connection: bytes arrive in their order, when and how the conditions say. */
export class Way {
  readonly #to: Socket;
  readonly #conditions: Readonly<Conditions>;
  readonly #isSilent: () => boolean;
  #last: Promise<void> = Promise.resolve();
  #dueAt = 0;

  /** `isSilent`: whether nothing arrives any more. */
  constructor(to: Socket, conditions: Readonly<Conditions>, isSilent: () => boolean) {
    this.#to = to;
    this.#conditions = conditions;
    this.#isSilent = isSilent;
  }

  carry(bytes: Uint8Array): void {
    const { latencyMs, jitterMs } = this.#conditions;
    const dueAt = performance.now() + latencyMs + Math.random() * jitterMs;
    this.#dueAt = Math.max(this.#dueAt, dueAt);
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    void this.#deliver(bytes, this.#dueAt, before).finally(resolve);
  }

  /** After all that it carries. */
  end(): void {
    this.#last = this.#last.then(() => void (this.#isSilent() || this.#to.end()));
  }

  async #deliver(bytes: Uint8Array, dueAt: number, before: Promise<void>): Promise<void> {
    const delayMs = dueAt - performance.now();
    if (delayMs > 0) await Bun.sleep(delayMs);
    await before;
    while (this.#conditions.isStalled) await Bun.sleep(LOOK_EVERY_MS);
    for (const piece of cut(bytes, Math.min(this.#conditions.pieceBytes, bytes.length || 1))) {
      // What was dropped or cut meanwhile does not come late.
      if (this.#isSilent() || this.#to.destroyed) return;
      this.#to.write(piece);
      if (piece.length < bytes.length) await setImmediate();
    }
  }
}
