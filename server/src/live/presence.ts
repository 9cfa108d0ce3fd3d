import {
  type AccountId,
  type LiveFrame,
  MAX_RECEIPT_MEMBERS,
  PRESENCE_GRACE_MS,
  type Role,
  type RoomId,
} from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { type Hub, liveTopic } from "./hub.ts";

/** Changes of one room go out together at most this often, so that a storm of arrivals stays linear. */
const FLUSH_MS = 1_000;
/** And of a large room, so rarely that no more than this many hear of them each second. */
const MOST_TOLD = 1_000;
/** Students that came and went, in one frame for the desk. */
const MOST_CHANGES = 500;

interface Present {
  role: Role;
  connections: number;
  /** A list, since there are many people and each is in few rooms. */
  rooms: RoomId[];
  cancelLeaving: (() => void) | null;
}

/** Who is online: any account with a connected device, and for a moment after. Never stored. */
export class Presence {
  readonly #hub: Hub;
  readonly #clock: Clock;
  readonly #accounts = new Map<AccountId, Present>();
  /** How many of a room's members are online. */
  readonly #rooms = new Map<RoomId, number>();
  readonly #changed = new Map<RoomId, Map<AccountId, boolean>>();
  /** What the desk has not been told of yet. */
  readonly #students = new Map<AccountId, boolean>();
  #studentsOnline = 0;
  #flushing = false;
  #flushes = 0;

  constructor(hub: Hub, clock: Clock) {
    this.#hub = hub;
    this.#clock = clock;
  }

  isOnline(accountId: AccountId): boolean {
    return this.#accounts.has(accountId);
  }

  /** Members of a room who are online. */
  onlineIn(roomId: RoomId): number {
    return this.#rooms.get(roomId) ?? 0;
  }

  get accountsOnline(): number {
    return this.#accounts.size;
  }

  get studentsOnline(): number {
    return this.#studentsOnline;
  }

  /** A connection of the account begins; `entered` then says of which rooms it is a member. */
  connected(accountId: AccountId, role: Role): void {
    const present = this.#accounts.get(accountId);
    if (present) {
      present.connections += 1;
      present.cancelLeaving?.();
      present.cancelLeaving = null;
    } else {
      this.#accounts.set(accountId, { role, connections: 1, rooms: [], cancelLeaving: null });
      this.#tellDesk(accountId, role, true);
    }
  }

  disconnected(accountId: AccountId): void {
    const present = this.#accounts.get(accountId);
    if (!present) return;
    present.connections -= 1;
    if (present.connections > 0) return;
    present.cancelLeaving = this.#clock.after(PRESENCE_GRACE_MS, () => {
      for (const roomId of present.rooms) this.left(accountId, roomId);
      this.#accounts.delete(accountId);
      this.#tellDesk(accountId, present.role, false);
    });
  }

  /** The account, if online, became a member of the room. */
  entered(accountId: AccountId, roomId: RoomId): void {
    const present = this.#accounts.get(accountId);
    if (!present || present.rooms.includes(roomId)) return;
    present.rooms.push(roomId);
    this.#rooms.set(roomId, this.onlineIn(roomId) + 1);
    this.#note(roomId, accountId, true);
  }

  left(accountId: AccountId, roomId: RoomId): void {
    const present = this.#accounts.get(accountId);
    if (!present?.rooms.includes(roomId)) return;
    present.rooms = present.rooms.filter((other) => other !== roomId);
    const online = this.onlineIn(roomId) - 1;
    if (online > 0) this.#rooms.set(roomId, online);
    else this.#rooms.delete(roomId);
    this.#note(roomId, accountId, false);
  }

  #note(roomId: RoomId, accountId: AccountId, online: boolean): void {
    const changes = this.#changed.get(roomId) ?? new Map<AccountId, boolean>();
    this.#changed.set(roomId, changes.set(accountId, online));
    this.#flushSoon();
  }

  /** Staff see every student, also those with whom they share no room. */
  #tellDesk(accountId: AccountId, role: Role, online: boolean): void {
    if (role !== "student") return;
    this.#studentsOnline += online ? 1 : -1;
    this.#students.set(accountId, online);
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.#clock.after(FLUSH_MS, () => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    this.#flushes += 1;
    this.#flushDesk();
    for (const [roomId, changes] of this.#changed) {
      const online = this.onlineIn(roomId);
      if (this.#flushes % Math.ceil(online / MOST_TOLD) > 0) continue;
      this.#changed.delete(roomId);
      if (concernsNobody(online, changes)) continue;
      const small = online <= MAX_RECEIPT_MEMBERS && changes.size <= MAX_RECEIPT_MEMBERS;
      const frame: LiveFrame = {
        type: "presence",
        roomId,
        online,
        changes: small ? listed(changes) : [],
      };
      this.#hub.publish(liveTopic(roomId), JSON.stringify(frame));
    }
    if (this.#changed.size > 0) this.#flushSoon();
  }

  #flushDesk(): void {
    const changes = listed(this.#students);
    this.#students.clear();
    for (let at = 0; at < changes.length; at += MOST_CHANGES) {
      const frame: LiveFrame = { type: "desk.presence", changes: changes.slice(at, at + MOST_CHANGES) };
      this.#hub.publish("desk:live", JSON.stringify(frame));
    }
  }
}

/** Whether nobody is there, or only who has just come: the answer to their `sync` says so. */
const concernsNobody = (online: number, changes: ReadonlyMap<AccountId, boolean>): boolean =>
  online === 0 || (online === 1 && changes.size === 1 && [...changes.values()][0] === true);

const listed = (changes: ReadonlyMap<AccountId, boolean>) =>
  [...changes].map(([accountId, online]) => ({ accountId, online }));
