import { type LiveFrame, type Poll, type Polled, ProtocolError } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { type EndReason, isEphemeral, type Listener, type Topic } from "../live/hub.ts";
import { decodeSynced, type EncodedSynced, hasNews, sync } from "../rooms/index.ts";
import { attach, detach, isCrowded } from "./attach.ts";
import { follow } from "./follow.ts";
import type { Gateway } from "./gateway.ts";

/** What falls into one answer: a poll that waits long in a busy room keeps the latest of what may be dropped. */
const MOST_FRAMES = 50;

/**
 * `sync` that waits for news: how a client without WebSocket receives. Follows its rooms as a socket does; nothing is
 * remembered between polls, so any server can answer the next one.
 */
export async function poll(
  gateway: Gateway,
  actor: Actor,
  request: Poll,
  signal: AbortSignal,
): Promise<Polled> {
  if (isCrowded(gateway, actor.accountId)) throw new ProtocolError("too-many-connections");
  const waiting = new WaitingListener(gateway, actor);
  const heardAt = gateway.clock.now();
  attach(gateway, waiting);
  gateway.metrics.polls.add();
  gateway.metrics.pollsWaiting += 1;
  try {
    const answered = (synced: EncodedSynced): Polled => {
      waiting.requireGoing();
      return { synced: decodeSynced(synced), frames: waiting.frames };
    };
    const synced = await follow(gateway, waiting, actor, request.sync);
    if (hasNews(synced, request.sync) || !(await waiting.change(request.waitMs, signal)))
      return answered(synced);
    return answered(await gateway.largeReads.take(actor, () => sync(gateway.rooms, actor, request.sync)));
  } finally {
    gateway.metrics.pollsWaiting -= 1;
    waiting.close();
    detach(gateway, waiting, heardAt);
  }
}

class WaitingListener implements Listener {
  readonly frames: LiveFrame[] = [];
  readonly #topics = new Set<Topic>();
  #changed = false;
  #ended: ProtocolError | null = null;
  #wake: (() => void) | null = null;

  constructor(
    readonly gateway: Gateway,
    readonly actor: Actor,
  ) {}

  get accountId() {
    return this.actor.accountId;
  }

  get deviceId() {
    return this.actor.deviceId;
  }

  get role() {
    return this.actor.role;
  }

  /** Stops hearing. */
  close(): void {
    for (const topic of this.#topics) this.gateway.hub.unhear(topic, this.#hear);
  }

  subscribe(topic: Topic): void {
    this.#topics.add(topic);
    this.gateway.hub.hear(topic, this.#hear);
  }

  unsubscribe(topic: Topic): void {
    this.#topics.delete(topic);
    this.gateway.hub.unhear(topic, this.#hear);
  }

  end(reason: EndReason): void {
    this.#ended = new ProtocolError(reason === "deactivated" ? "account-deactivated" : "unauthenticated");
    this.#wake?.();
  }

  /** Throws once the device is signed out. */
  requireGoing(): void {
    if (this.#ended) throw this.#ended;
  }

  drain(): void {
    this.#wake?.();
  }

  /** Resolves true with the first change, false when the time is over; rejects when the device is signed out. */
  change(waitMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const done = () => {
        cancel();
        signal.removeEventListener("abort", done);
        if (this.#ended) reject(this.#ended);
        else resolve(this.#changed);
      };
      const cancel = this.gateway.clock.after(waitMs, done);
      signal.addEventListener("abort", done);
      this.#wake = done;
      if (this.#changed || this.#ended || waitMs === 0 || signal.aborted || this.gateway.draining) done();
    });
  }

  readonly #hear = (frame: string, topic: Topic): void => {
    if (isEphemeral(topic)) {
      this.frames.push(JSON.parse(frame) as LiveFrame);
      if (this.frames.length > MOST_FRAMES) {
        this.frames.shift();
        this.gateway.metrics.ephemeralDropped.add();
      }
    } else {
      this.#changed = true;
    }
    this.#wake?.();
  };
}
