import type { BeatFrame, RoomId, Seq, Sync } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import type { Model } from "../state/model.ts";
import type { Transport } from "../transport/transport.ts";
import { type AnyFrame, readFrame } from "../wire/frame.ts";
import type { AnyPolled } from "../wire/result.ts";
import { applyEphemeral } from "./apply-ephemeral.ts";
import { applyFrame } from "./apply-frame.ts";
import { applySynced } from "./apply-synced.ts";
import type { DurableFrame } from "./durable-frame.ts";
import { HeldFrames } from "./held-frames.ts";
import { orderOf } from "./order.ts";

/** How long a missing frame may be on its way before it is fetched. */
const GAP_WAIT_MS = 300;

/** Keeps the model equal to the server's: applies what is next, drops what is old, and fetches what is missing. */
export class CatchUp {
  readonly #model: Model;
  readonly #resync: () => Promise<void>;
  readonly #held = new HeldFrames();
  readonly #gap: Alarm;
  readonly #recheck: Alarm;
  /** Signs that something is missing, unless it comes soon. */
  #doubts: (() => boolean)[] = [];
  /** From the beginning of a connection, and of each sync, until its reply has been applied. */
  #holding = false;
  #syncing: symbol | null = null;
  #needed = false;

  /** `resync` calls `sync` with the transport that is open, if one is. */
  constructor(model: Model, clock: Clock, resync: () => Promise<void>) {
    this.#model = model;
    this.#resync = resync;
    this.#gap = new Alarm(clock);
    this.#recheck = new Alarm(clock);
  }

  /** A connection has opened: what it brings waits for its first sync. */
  begin(): void {
    this.#held.takeAll();
    this.#gap.clear();
    this.#syncing = null;
    this.#holding = true;
  }

  /** How far this client is. */
  question(): Sync {
    return this.#model.question();
  }

  /** Asks what is missing and applies it. Rejects as the request does, and with an `AccountChangedError`. */
  async sync(transport: Transport): Promise<void> {
    const sync = Symbol("sync");
    this.#syncing = sync;
    this.#needed = false;
    this.#holding = true;
    this.#gap.clear();
    // What came before the question is part of the answer.
    this.#held.takeAll();
    try {
      const question = this.#model.question();
      const synced = await transport.request(question);
      // The connection that asked is gone, and another asks.
      if (this.#syncing !== sync) return;
      applySynced(this.#model, synced, question);
      // Which conversations are followed, the server has forgotten with the rest.
      this.#needed ||= synced.reset && this.#model.toFollow.size > 0;
    } finally {
      if (this.#syncing === sync) {
        this.#syncing = null;
        this.#holding = false;
        this.#release();
      }
    }
    // A room that was open before it was known.
    this.#needed ||= this.#model.rooms().some((room) => room.wantsReceipts);
    this.resyncIfNeeded();
  }

  /** The answer to a poll with this question. Throws an `AccountChangedError`. */
  applyPolled(question: Sync, { synced, frames }: AnyPolled): void {
    applySynced(this.#model, synced, question);
    for (const value of frames) {
      const frame = readFrame(value);
      if (frame !== null) this.receive(frame);
    }
  }

  receive(frame: AnyFrame): void {
    if ("position" in frame) this.#receiveDurable(frame);
    else if (frame.type === "typing" || frame.type === "presence" || frame.type === "desk.presence")
      applyEphemeral(this.#model, frame);
  }

  /** A beat says how far the server is. */
  compare(beat: BeatFrame): void {
    this.#doubt(() => this.#isBehind(beat));
  }

  /** An acknowledgement says that the room has an event of this `seq`. */
  expect(roomId: RoomId, seq: Seq): void {
    this.#doubt(() => (this.#model.joined(roomId)?.row.head ?? seq) < seq);
  }

  /** Syncs as soon as that is possible. */
  need(): void {
    this.#needed = true;
    this.resyncIfNeeded();
  }

  /** To be called when a connection is there. */
  resyncIfNeeded(): void {
    if (!this.#needed || this.#syncing !== null) return;
    // Its errors end the connection; nothing is left to do with them here.
    void this.#resync();
  }

  stop(): void {
    this.#gap.clear();
    this.#recheck.clear();
  }

  #receiveDurable(frame: DurableFrame): void {
    if (!this.#held.add(frame)) this.need();
    if (!this.#holding) this.#release();
  }

  /** Applies all that is next in its feed; what is not waits a little, then the missing is fetched. */
  #release(): void {
    let isBlocked = false;
    for (const feed of this.#held.feeds()) {
      for (let frame = this.#held.first(feed); frame !== undefined; frame = this.#held.first(feed)) {
        const order = orderOf(this.#model, frame);
        isBlocked ||= order === "early" || order === "foreign";
        if (order === "early" || order === "foreign") break;
        this.#held.removeFirst(feed);
        if (order === "next") applyFrame(this.#model, frame);
      }
    }
    if (isBlocked && !this.#gap.isSet) this.#gap.set(GAP_WAIT_MS, () => this.#fetchMissing());
  }

  #fetchMissing(): void {
    const firsts = this.#held.feeds().map((feed) => this.#held.first(feed));
    const isMissing = firsts.some((frame) => frame && orderOf(this.#model, frame) === "early");
    // What is left then are the last frames of rooms that were left.
    if (isMissing) this.need();
    else this.#held.takeAll();
  }

  #doubt(isBehind: () => boolean): void {
    if (!isBehind()) return;
    this.#doubts.push(isBehind);
    if (this.#recheck.isSet) return;
    this.#recheck.set(GAP_WAIT_MS, () => {
      const doubts = this.#doubts;
      this.#doubts = [];
      if (doubts.some((isStillBehind) => isStillBehind())) this.need();
    });
  }

  #isBehind({ school, account, desk, rooms }: BeatFrame): boolean {
    const model = this.#model;
    return (
      school > model.school ||
      account > model.account ||
      desk > model.desk.position ||
      rooms.some(({ roomId, position }) => position > (model.joined(roomId)?.position ?? position))
    );
  }
}
