import { ProtocolError } from "@encrptalk/protocol";

interface Queue {
  last: Promise<unknown>;
  /** Under way and waiting. */
  length: number;
}

/** Work that is done one after the other for each key, and at the same time for different ones. */
export class Turns {
  readonly #queues = new Map<string, Queue>();

  /** `most`: under way and waiting for one key; more are refused with `rate-limited`. */
  constructor(readonly most: number) {}

  /** `work` is told whether it has waited for others. */
  async take<Result>(key: string, work: (hasWaited: boolean) => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= this.most) throw new ProtocolError("rate-limited", { retryAfterMs: 1_000 });
    this.#queues.set(key, queue);
    const hasWaited = queue.length > 0;
    queue.length += 1;
    const result = queue.last.then(() => work(hasWaited));
    queue.last = result.catch(() => {});
    try {
      return await result;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) this.#queues.delete(key);
    }
  }
}
