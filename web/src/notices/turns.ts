import type { News } from "./news.ts";

type Told = Pick<News, "roomId" | "number">;

/** What tabs of one browser share; without one of them two tabs may both tell, and nothing worse. */
export interface TabPlatform {
  locks: Pick<LockManager, "request"> | undefined;
  channel: Pick<BroadcastChannel, "postMessage" | "close"> & { onmessage: BroadcastChannel["onmessage"] };
  wait: (ms: number) => Promise<void>;
}

/** So long no other tab can take what one has taken; by then it has heard of it. */
const HELD_MS = 5_000;

/** Of several tabs of one person, one tells of a message: the most patient ones come last. */
export class Turns {
  readonly #name: string;
  readonly #platform: TabPlatform;
  /** Of each room, the last message that a tab has told of. */
  readonly #told = new Map<string, number>();
  #isClosed = false;

  constructor(name: string, platform: TabPlatform) {
    this.#name = name;
    this.#platform = platform;
    platform.channel.onmessage = ({ data }: MessageEvent) => {
      if (isTold(data)) this.#note(data);
    };
  }

  /** Whether it falls to this tab, after `patienceMs` in which others may come first. Nothing does once it is closed. */
  async take({ roomId, number }: Told, patienceMs: number): Promise<boolean> {
    const told = { roomId, number };
    if (patienceMs > 0) await this.#platform.wait(patienceMs);
    if (this.#isTold(told) || this.#isClosed || !(await this.#claim(told)) || this.#isClosed) return false;
    this.#note(told);
    this.#platform.channel.postMessage(told);
    return true;
  }

  /** Whether a newer one of the room has been told meanwhile. */
  isOutdated({ roomId, number }: Told): boolean {
    return (this.#told.get(roomId) ?? -1) > number;
  }

  close(): void {
    this.#isClosed = true;
    this.#platform.channel.close();
  }

  #isTold({ roomId, number }: Told): boolean {
    return (this.#told.get(roomId) ?? -1) >= number;
  }

  #note({ roomId, number }: Told): void {
    this.#told.set(roomId, Math.max(number, this.#told.get(roomId) ?? -1));
  }

  /** A tab may be told too late that another one was quicker. */
  #claim({ roomId, number }: Told): Promise<boolean> {
    const { locks, wait } = this.#platform;
    if (locks === undefined) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      locks
        .request(`${this.#name}-${roomId}-${number}`, { ifAvailable: true }, async (lock) => {
          resolve(lock !== null);
          if (lock !== null) await wait(HELD_MS);
        })
        .catch(reject);
    });
  }
}

function isTold(data: unknown): data is Told {
  if (typeof data !== "object" || data === null) return false;
  return (
    "roomId" in data && typeof data.roomId === "string" && "number" in data && Number.isInteger(data.number)
  );
}

export const ofThisBrowser = (name: string): TabPlatform => ({
  locks: globalThis.navigator?.locks,
  channel: new BroadcastChannel(name),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});
