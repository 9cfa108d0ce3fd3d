/** Web Locks, as far as one is asked for exclusively and may be waited for. */
export class FakeLocks {
  readonly #tails = new Map<string, Promise<void>>();

  request(name: string, { signal }: LockOptions, run: () => Promise<void>): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const before = this.#tails.get(name) ?? Promise.resolve();
    const granted = new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      before.then(resolve);
    });
    const done = granted.then(() => (signal?.aborted ? undefined : run()));
    this.#tails.set(
      name,
      done.catch(() => before),
    );
    return done;
  }
}
