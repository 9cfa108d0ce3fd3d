import { ProtocolError } from "@encrptalk/protocol";
import { decodeLines } from "../../encoded.ts";
import { type Failure, toError } from "./failure.ts";
import { type Runner, type Threads, workers } from "./threads.ts";

/** One thing asked of a thread. */
export interface Call {
  name: string;
  input: unknown;
}

export type Answer<Result> = { result: Result } | { failure: Failure };

/** What a thread is told, as JSON. `open` comes first. */
export type Order = { open: string } | { calls: Call[] } | { close: true };

/** Past this, callers are refused rather than kept in memory. */
const MAX_WAITING = 100_000;

interface Pending<Result> extends Call {
  resolve(result: Result): void;
  reject(error: Error): void;
}

export interface ThreadOptions {
  /** What the worker runs. */
  module: URL;
  /** The database that it opens. */
  file: string;
  /** Most calls in one batch: bounds how long the first of them waits for the last, and how much their answers weigh. */
  maxBatch: number;
  /**
   * Milliseconds between two batches while many call, so that each carries more. A call goes at once where none went
   * so short a time ago, or where waiting brought it no company the last time. By default 0.
   */
  gatherMs?: number;
  threads?: Threads | undefined;
}

interface Listeners<Result> {
  /** Told of each result, in order, before the promise of its call resolves. */
  onResult(result: Result): void;
  /** Told why the storage failed; callers only learn that it did. */
  onFailure(cause: string): void;
  /** Told of each batch that was answered, before its results: its calls, and how long it was away. */
  onBatch?(calls: number, ms: number): void;
}

/**
 * A worker that answers calls in their order. At most one batch is under way: what is asked meanwhile becomes the next
 * one, so that batches grow with the load. A batch crosses as one string of JSON, which Bun hands over in a third of
 * the time that it takes to clone the objects; what is `Encoded` in it stays so.
 */
export class Thread<Result> {
  readonly #options: ThreadOptions;
  readonly #threads: Threads;
  readonly #listeners: Listeners<Result>;
  #worker: Runner | null = null;
  #waiting: Pending<Result>[] = [];
  #underWay: Pending<Result>[] = [];
  /** Of the last batch. */
  #postedAt = Number.NEGATIVE_INFINITY;
  #scheduled = false;
  /** The last batch waited and nothing came. */
  #waitedInVain = false;
  #closing: (() => void) | null = null;

  constructor(options: ThreadOptions, listeners: Listeners<Result>) {
    this.#options = options;
    this.#threads = options.threads ?? workers;
    this.#listeners = listeners;
  }

  call(name: string, input: unknown): Promise<Result> {
    if (this.#closing || this.#waiting.length >= MAX_WAITING)
      return Promise.reject(new ProtocolError("unavailable"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, input, resolve, reject });
      this.#schedule();
    });
  }

  /** Calls that wait and that are under way. */
  get queued(): number {
    return this.#waiting.length + this.#underWay.length;
  }

  /** Waits for what was asked, then ends the worker. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#closing = resolve;
      if (this.#idle) resolve();
    });
    const worker = this.#worker;
    if (!worker) return;
    const closed = new Promise<void>((resolve) => {
      worker.onmessage = () => resolve();
    });
    tell(worker, { close: true });
    await closed;
    worker.terminate();
  }

  #start(): Runner {
    const worker = this.#threads.start(this.#options.module);
    worker.onmessage = ({ data }: MessageEvent<string>) => {
      this.#listeners.onBatch?.(this.#underWay.length, this.#threads.now() - this.#postedAt);
      this.#answered(decodeLines(data) as Answer<Result>[]);
    };
    worker.onerror = ({ message }) => this.#died(message);
    tell(worker, { open: this.#options.file });
    return worker;
  }

  get #idle(): boolean {
    return this.#waiting.length === 0 && this.#underWay.length === 0;
  }

  /** Waits for the end of this turn of the event loop: what arrives in the same turn goes along. */
  #schedule(): void {
    if (this.#scheduled || this.#underWay.length > 0) return;
    this.#scheduled = true;
    const post = () => {
      this.#scheduled = false;
      this.#post();
    };
    const rest = this.#rest;
    if (rest <= 0) return this.#threads.atEndOfTurn(post);
    this.#threads.after(rest, () => {
      post();
      this.#waitedInVain = this.#underWay.length === 1;
    });
  }

  /** Milliseconds until the next batch may go. */
  get #rest(): number {
    if (this.#waitedInVain) return 0;
    return this.#postedAt + (this.#options.gatherMs ?? 0) - this.#threads.now();
  }

  #post(): void {
    // A worker that died meanwhile has had the next batch posted already.
    if (this.#underWay.length > 0 || this.#waiting.length === 0) return;
    this.#underWay = this.#waiting.splice(0, this.#options.maxBatch);
    this.#worker ??= this.#start();
    this.#postedAt = this.#threads.now();
    this.#waitedInVain = false;
    tell(this.#worker, { calls: this.#underWay.map(({ name, input }) => ({ name, input })) });
  }

  #answered(answers: readonly Answer<Result>[]): void {
    const batch = this.#underWay;
    this.#underWay = [];
    // Where it may go at once, the worker need not wait until all are told.
    if (this.#rest <= 0) this.#post();
    else if (this.#waiting.length > 0) this.#schedule();
    const causes = new Set<string>();
    for (const [index, { resolve, reject }] of batch.entries()) {
      const answer = answers[index];
      if (!answer) reject(new Error("a store thread left a call unanswered"));
      else if ("failure" in answer) {
        if (answer.failure.kind === "storage") causes.add(answer.failure.cause);
        reject(toError(answer.failure));
      } else {
        this.#listeners.onResult(answer.result);
        resolve(answer.result);
      }
    }
    for (const cause of causes) this.#listeners.onFailure(cause);
    if (this.#idle) this.#closing?.();
  }

  /** The next batch gets a new worker. Whether this one was stored is not known: callers ask again with the same ids. */
  #died(message: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    const failure: Failure = {
      kind: "storage",
      code: "unavailable",
      cause: `a store thread died: ${message}`,
    };
    this.#answered(this.#underWay.map(() => ({ failure })));
  }
}

const tell = (worker: Runner, order: Order): void => worker.postMessage(JSON.stringify(order));
