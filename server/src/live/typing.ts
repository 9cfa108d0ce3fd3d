import {
  type AccountId,
  type LiveFrame,
  type RoomId,
  type RoomKind,
  TYPING_EXPIRES_MS,
} from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { type Hub, liveTopic, type Topic } from "./hub.ts";

/** A room's changes go out together at most this often. */
const FLUSH_MS = 200;
/** More names than this nobody reads; the rest are not sent. */
const MOST_NAMED = 10;

interface TypingRoom {
  /** Who hears of it: the members, and of a student room the staff. */
  topics: readonly Topic[];
  /** How to cancel each one's expiry. */
  typists: Map<AccountId, () => void>;
}

/** Who is typing where, until they stop, send, leave or fall silent. Never stored. */
export class Typing {
  readonly #hub: Hub;
  readonly #clock: Clock;
  readonly #rooms = new Map<RoomId, TypingRoom>();
  readonly #flushing = new Set<RoomId>();

  constructor(hub: Hub, clock: Clock) {
    this.#hub = hub;
    this.#clock = clock;
  }

  started(roomId: RoomId, kind: RoomKind, accountId: AccountId): void {
    const topics: Topic[] = kind === "student" ? [liveTopic(roomId), "desk:live"] : [liveTopic(roomId)];
    const room = this.#rooms.get(roomId) ?? { topics, typists: new Map<AccountId, () => void>() };
    this.#rooms.set(roomId, room);
    room.typists.get(accountId)?.();
    room.typists.set(
      accountId,
      this.#clock.after(TYPING_EXPIRES_MS, () => this.stopped(roomId, accountId)),
    );
    // Renewals too: who opens the room or comes back in the middle learns of it by the next one.
    this.#announce(roomId, room);
  }

  stopped(roomId: RoomId, accountId: AccountId): void {
    const room = this.#rooms.get(roomId);
    const cancelExpiry = room?.typists.get(accountId);
    if (!room || !cancelExpiry) return;
    cancelExpiry();
    room.typists.delete(accountId);
    if (room.typists.size === 0) this.#rooms.delete(roomId);
    this.#announce(roomId, room);
  }

  #announce(roomId: RoomId, { topics }: TypingRoom): void {
    if (this.#flushing.has(roomId)) return;
    this.#flushing.add(roomId);
    this.#clock.after(FLUSH_MS, () => {
      this.#flushing.delete(roomId);
      const accountIds = [...(this.#rooms.get(roomId)?.typists.keys() ?? [])].slice(0, MOST_NAMED);
      const frame: LiveFrame = { type: "typing", roomId, accountIds };
      const encoded = JSON.stringify(frame);
      for (const topic of topics) this.#hub.publish(topic, encoded);
    });
  }
}
