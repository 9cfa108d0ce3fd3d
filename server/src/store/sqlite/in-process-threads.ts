import { basename } from "node:path";
import { reading } from "./answer-reads.ts";
import { writing } from "./commit-batch.ts";
import { searching } from "./search/answer-searches.ts";
import { type Duty, obeying } from "./serve-calls.ts";
import type { Runner, Threads } from "./threads.ts";

export type ThreadName = "writer" | "reader" | "search";

const DUTIES: Record<ThreadName, () => Duty> = {
  writer: () => writing,
  reader: () => reading,
  search: searching,
};

/** Calls that a thread was given and has not begun. */
export interface WaitingBatch {
  readonly thread: ThreadName;
  /** Does what the calls ask: a writer's are on the disk then. The result tells whoever called. */
  carryOut(): () => void;
}

/** The code of the store's threads, run in this process, one batch after the other, when a simulation says so. */
export class InProcessThreads implements Threads {
  readonly #told: (batch: WaitingBatch) => void;
  readonly #running = new Set<InProcessThread>();
  #hasCrashed = false;

  /** `told`: of each batch that a thread is given. */
  constructor(told: (batch: WaitingBatch) => void) {
    this.#told = told;
  }

  start(module: URL): Runner {
    const name = basename(module.pathname, "-thread.ts") as ThreadName;
    const thread = new InProcessThread(name, (batch) =>
      this.#hasCrashed ? thread.die() : this.#told(batch),
    );
    this.#running.add(thread);
    return thread;
  }

  atEndOfTurn(run: () => void): void {
    queueMicrotask(run);
  }

  /** No time passes: when a batch is carried out is for the simulation to say. */
  after(_: number, run: () => void): void {
    queueMicrotask(run);
  }

  now(): number {
    return 0;
  }

  /** All that is not committed never happens, and whoever waits is told that the thread died. */
  crash(): void {
    this.#hasCrashed = true;
    for (const thread of this.#running) thread.die();
    this.#running.clear();
  }
}

class InProcessThread implements Runner {
  onmessage: Runner["onmessage"] = null;
  onerror: Runner["onerror"] = null;
  readonly #name: ThreadName;
  readonly #told: (batch: WaitingBatch) => void;
  readonly #obey: (order: string) => string | null;
  #isDead = false;

  constructor(name: ThreadName, told: (batch: WaitingBatch) => void) {
    this.#name = name;
    this.#told = told;
    this.#obey = obeying(DUTIES[name]());
  }

  postMessage(order: string): void {
    if (!("calls" in JSON.parse(order))) return this.#say(this.#obey(order));
    this.#told({
      thread: this.#name,
      carryOut: () => {
        const said = this.#isDead ? null : this.#obey(order);
        return () => this.#say(said);
      },
    });
  }

  terminate(): void {
    this.#isDead = true;
  }

  die(): void {
    if (this.#isDead) return;
    this.#obey(JSON.stringify({ close: true }));
    this.onerror?.call(null as never, { message: "crashed" } as ErrorEvent);
    this.#isDead = true;
  }

  #say(data: string | null): void {
    if (data !== null && !this.#isDead) this.onmessage?.call(null as never, { data } as MessageEvent);
  }
}
