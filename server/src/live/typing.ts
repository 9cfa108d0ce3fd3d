import { type AccountId, type LiveFrame, type RoomId, TYPING_EXPIRES_MS } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { type Hub, liveTopic } from "./hub.ts";

/** A room's changes go out together at most this often. */
const FLUSH_MS = 200;
/** More names than this nobody reads; the rest are not sent. */
const MOST_NAMED = 10;

/** Who is typing where, until they stop, send, leave or fall silent. Never stored. */
export class Typing {
  readonly #hub: Hub;
  readonly #clock: Clock;
  readonly #rooms = new Map<RoomId, Map<AccountId, () => void>>();
  readonly #flushing = new Set<RoomId>();

  constructor(hub: Hub, clock: Clock) {
    this.#hub = hub;
    this.#clock = clock;
  }

  started(roomId: RoomId, accountId: AccountId): void {
    const typing = this.#rooms.get(roomId) ?? new Map<AccountId, () => void>();
    this.#rooms.set(roomId, typing);
    typing.get(accountId)?.();
    typing.set(
      accountId,
      this.#clock.after(TYPING_EXPIRES_MS, () => this.stopped(roomId, accountId)),
    );
    // Renewals too: who opens the room or comes back in the middle learns of it by the next one.
    this.#announce(roomId);
  }

  stopped(roomId: RoomId, accountId: AccountId): void {
    const typing = this.#rooms.get(roomId);
    const cancelExpiry = typing?.get(accountId);
    if (!typing || !cancelExpiry) return;
    cancelExpiry();
    typing.delete(accountId);
    if (typing.size === 0) this.#rooms.delete(roomId);
    this.#announce(roomId);
  }

  #announce(roomId: RoomId): void {
    if (this.#flushing.has(roomId)) return;
    this.#flushing.add(roomId);
    this.#clock.after(FLUSH_MS, () => {
      this.#flushing.delete(roomId);
      const accountIds = [...(this.#rooms.get(roomId)?.keys() ?? [])].slice(0, MOST_NAMED);
      const frame: LiveFrame = { type: "typing", roomId, accountIds };
      this.#hub.publish(liveTopic(roomId), JSON.stringify(frame));
    });
  }
}
