import type { AccountId, DeviceId, RoomId } from "@encrptalk/protocol";

/**
 * What a listener can hear. A room's `live` topic carries what may be dropped (typing, presence), the other ones
 * what may not.
 */
export type Topic = "school" | `account:${AccountId}` | `room:${RoomId}` | `live:${RoomId}`;

export const accountTopic = (accountId: AccountId): Topic => `account:${accountId}`;
export const roomTopic = (roomId: RoomId): Topic => `room:${roomId}`;
export const liveTopic = (roomId: RoomId): Topic => `live:${roomId}`;

/** One connection of one device, whatever carries it. */
export interface Listener {
  readonly accountId: AccountId;
  readonly deviceId: DeviceId;
  subscribe(topic: Topic): void;
  unsubscribe(topic: Topic): void;
  /** The device is signed out: nothing more may reach it. */
  end(reason: EndReason): void;
  /** The server goes away; the client returns after so many milliseconds. */
  drain(returnAfterMs: number): void;
}

/** Why a device's session is over. */
export type EndReason = "signed-out" | "expired" | "deactivated";

/** Hears topics inside this process: what a long poll waits on. */
export type Hearer = (frame: string, topic: Topic) => void;

/** Who is listening to what. One frame is encoded once and handed to all of a topic's listeners. */
export interface Hub {
  publish(topic: Topic, frame: string): void;
  /** From now on the listener's account's rooms are its own to hear; see `follow`. */
  attach(listener: Listener): void;
  detach(listener: Listener): void;
  /** Subscribes all connections of an account to a room, as part of the commit that made it a member. */
  follow(accountId: AccountId, roomId: RoomId): void;
  /** And ends it: a revoked member hears nothing more, from the commit on. */
  unfollow(accountId: AccountId, roomId: RoomId): void;
  /**
   * Subscribes a listener to all rooms of its account. What it is revoked from while they are being read stays
   * revoked.
   */
  followAll(listener: Listener, readRooms: () => Promise<readonly RoomId[]>): Promise<readonly RoomId[]>;
  listeners(): Iterable<Listener>;
  /** How many listeners an account has. */
  countOf(accountId: AccountId): number;
  hear(topic: Topic, hearer: Hearer): void;
  unhear(topic: Topic, hearer: Hearer): void;
}

/** A hub for one process. `broadcast` reaches the sockets: Bun's own topics. */
export function createHub(broadcast: (topic: Topic, frame: string) => void): Hub {
  const listeners = new Map<AccountId, Set<Listener>>();
  const hearers = new Map<Topic, Set<Hearer>>();
  // A connection may have several syncs under way, and each reads its rooms at another time.
  const revokedMeanwhile = new Map<Listener, Set<Set<RoomId>>>();

  return {
    publish(topic, frame) {
      broadcast(topic, frame);
      for (const hearer of hearers.get(topic) ?? []) hearer(frame, topic);
    },
    attach(listener) {
      add(listeners, listener.accountId, listener);
    },
    detach(listener) {
      remove(listeners, listener.accountId, listener);
    },
    follow(accountId, roomId) {
      for (const listener of listeners.get(accountId) ?? []) {
        for (const revoked of revokedMeanwhile.get(listener) ?? []) revoked.delete(roomId);
        followRoom(listener, roomId);
      }
    },
    unfollow(accountId, roomId) {
      for (const listener of listeners.get(accountId) ?? []) {
        for (const revoked of revokedMeanwhile.get(listener) ?? []) revoked.add(roomId);
        listener.unsubscribe(roomTopic(roomId));
        listener.unsubscribe(liveTopic(roomId));
      }
    },
    async followAll(listener, readRooms) {
      const revoked = new Set<RoomId>();
      add(revokedMeanwhile, listener, revoked);
      try {
        listener.subscribe("school");
        listener.subscribe(accountTopic(listener.accountId));
        const rooms = (await readRooms()).filter((roomId) => !revoked.has(roomId));
        for (const roomId of rooms) followRoom(listener, roomId);
        return rooms;
      } finally {
        remove(revokedMeanwhile, listener, revoked);
      }
    },
    listeners: () => [...listeners.values()].flatMap((set) => [...set]),
    countOf: (accountId) => listeners.get(accountId)?.size ?? 0,
    hear: (topic, hearer) => add(hearers, topic, hearer),
    unhear: (topic, hearer) => remove(hearers, topic, hearer),
  };
}

/** Subscribes one listener to all that a room publishes. */
function followRoom(listener: Listener, roomId: RoomId): void {
  listener.subscribe(roomTopic(roomId));
  listener.subscribe(liveTopic(roomId));
}

function add<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

function remove<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set?.delete(value) && set.size === 0) sets.delete(key);
}
