/** What runs the inside of a `Thread`: as much of a worker as is used. */
export type Runner = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

/** Where the store's threads run. */
export interface Threads {
  start(module: URL): Runner;
  /** When what arrives in this turn of the event loop has arrived. */
  atEndOfTurn(run: () => void): void;
  after(ms: number, run: () => void): void;
  /** Milliseconds since any moment. */
  now(): number;
}

/** Beside the thread of the network, which then never waits for a disk. */
export const workers: Threads = {
  start: (module) => new Worker(module.href),
  atEndOfTurn: (run) => void setImmediate(run),
  after: (ms, run) => void setTimeout(run, ms),
  now: () => performance.now(),
};
