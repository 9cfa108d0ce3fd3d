import type { DurableFrame, Feed } from "./durable-frame.ts";
import { feedOf } from "./durable-frame.ts";

/** More than this is forgotten: the sync that is then due brings it all. */
const MOST_HELD = 1_000;

/** Frames that wait for those before them. */
export class HeldFrames {
  readonly #frames = new Map<Feed, DurableFrame[]>();
  #count = 0;

  /** `false`: there was no place. */
  add(frame: DurableFrame): boolean {
    if (this.#count >= MOST_HELD) return false;
    const feed = feedOf(frame);
    const frames = this.#frames.get(feed);
    if (frames === undefined) this.#frames.set(feed, [frame]);
    else frames.splice(frames.findLastIndex((held) => held.position <= frame.position) + 1, 0, frame);
    this.#count++;
    return true;
  }

  feeds(): Feed[] {
    return [...this.#frames.keys()];
  }

  /** The earliest of a feed. */
  first(feed: Feed): DurableFrame | undefined {
    return this.#frames.get(feed)?.[0];
  }

  removeFirst(feed: Feed): void {
    const frames = this.#frames.get(feed);
    if (frames === undefined) return;
    if (frames.shift() !== undefined) this.#count--;
    if (frames.length === 0) this.#frames.delete(feed);
  }

  /** All that is held, and forgets it. */
  takeAll(): DurableFrame[] {
    const frames = [...this.#frames.values()].flat();
    this.#frames.clear();
    this.#count = 0;
    return frames;
  }
}
