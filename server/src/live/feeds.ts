import type { AccountId, BeatFrame, LiveFrame, Position } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Change, FeedHead } from "../store/store.ts";
import { accountTopic, type Hub, roomOf, roomTopic, type Topic } from "./hub.ts";
import type { Presence } from "./presence.ts";
import type { Typing } from "./typing.ts";

type FeedFrame = Extract<LiveFrame, { position: Position }>;

/** A beat names the feeds that moved within this time: more than two beats, so that one lost beat hides nothing. */
const RECENT_MS = 60_000;

/**
 * Turns each commit into one frame for its feed, in commit order. Membership is applied here too, so that a new
 * member hears everything after the commit, and a revoked one nothing.
 */
export class Feeds {
  readonly #hub: Hub;
  readonly #presence: Presence;
  readonly #typing: Typing;
  readonly #clock: Clock;
  /** Feeds that moved lately, and those that did in the minute before. */
  #recent = new Map<Topic, Position>();
  #before = new Map<Topic, Position>();
  /** Of the last frame that was told, and of the last one that is in neither any more. */
  #newest: Position = 0;
  #forgotten: Position = 0;

  constructor(hub: Hub, presence: Presence, typing: Typing, clock: Clock) {
    this.#hub = hub;
    this.#presence = presence;
    this.#typing = typing;
    this.#clock = clock;
    this.#forgetInTime();
  }

  publish(change: Change): void {
    switch (change.type) {
      case "event":
        if (change.event.type === "message.sent")
          this.#typing.stopped(change.roomId, change.event.sender.accountId);
        return this.#send(roomTopic(change.roomId), change);
      case "receipts":
        return this.#send(roomTopic(change.roomId), change);
      case "read": {
        const { accountId, ...read } = change;
        return this.#send(accountTopic(accountId), { ...read, type: "room.read" });
      }
      case "notify": {
        const { accountId, ...choice } = change;
        return this.#send(accountTopic(accountId), { ...choice, type: "room.notify" });
      }
      case "joined":
        this.#presence.entered(change.accountId, change.room.roomId);
        this.#hub.follow(change.accountId, change.room.roomId);
        return this.#send(accountTopic(change.accountId), {
          type: "room.joined",
          position: change.position,
          previous: change.previous,
          room: { ...change.room, online: this.#presence.onlineIn(change.room.roomId) },
        });
      case "left": {
        const { accountId, roomId, position, previous } = change;
        this.#typing.stopped(roomId, accountId);
        this.#hub.unfollow(accountId, roomId);
        this.#presence.left(accountId, roomId);
        return this.#send(accountTopic(accountId), { type: "room.left", position, previous, roomId });
      }
      case "room":
        return this.#send("school", { ...change, type: "room.changed" });
      case "people":
        return this.#send("school", { ...change, type: "people.changed" });
      case "desk":
        return this.#send("desk", { ...change, type: "desk.changed" });
    }
  }

  /** Of the last frame of all feeds. */
  get newest(): Position {
    return this.#newest;
  }

  /**
   * Whether one of these rooms, as they were read, has told more since. `since`: what was the newest before the
   * reading; had something been told and forgotten meanwhile, it is taken for theirs.
   */
  areAhead(rooms: readonly FeedHead[], since: Position): boolean {
    if (this.#newest === since) return false;
    if (this.#forgotten > since) return true;
    return rooms.some(({ roomId, position }) => this.#positionOf(roomTopic(roomId)) > position);
  }

  /** What a connection of this account that hears these topics should have heard by now. */
  beat(accountId: AccountId, topics: readonly Topic[]): BeatFrame {
    const heard = (topic: Topic) => (topics.includes(topic) ? this.#positionOf(topic) : 0);
    return {
      type: "beat",
      school: heard("school"),
      account: heard(accountTopic(accountId)),
      desk: heard("desk"),
      rooms: this.#recent.size + this.#before.size > 0 ? this.#roomPositions(topics) : [],
    };
  }

  #roomPositions(topics: readonly Topic[]): BeatFrame["rooms"] {
    const heads: BeatFrame["rooms"] = [];
    for (const topic of topics) {
      const roomId = roomOf(topic);
      const position = roomId && this.#positionOf(topic);
      if (position) heads.push({ roomId, position });
    }
    return heads;
  }

  /** 0 when the feed has not moved lately. */
  #positionOf(topic: Topic): Position {
    return this.#recent.get(topic) ?? this.#before.get(topic) ?? 0;
  }

  #send(topic: Topic, frame: FeedFrame): void {
    this.#newest = frame.position;
    this.#recent.set(topic, frame.position);
    this.#hub.publish(topic, JSON.stringify(frame));
  }

  /** By a timer: the time of day may be set, and then all would be forgotten at once. */
  #forgetInTime(): void {
    this.#clock.after(RECENT_MS, () => {
      for (const position of this.#before.values()) this.#forgotten = Math.max(this.#forgotten, position);
      this.#before = this.#recent;
      this.#recent = new Map();
      this.#forgetInTime();
    });
  }
}
