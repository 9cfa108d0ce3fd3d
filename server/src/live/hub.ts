import type { AccountId, DeviceId, Role, RoomId } from "@encrptalk/protocol";

/**
 * What a listener can hear. The `live` topic of a room and that of the desk carry what may be dropped (typing,
 * presence), the other ones what may not. The desk's are for staff.
 */
export type Topic =
  | "school"
  | "desk"
  | "desk:live"
  | `account:${AccountId}`
  | `room:${RoomId}`
  | `live:${RoomId}`;

export const accountTopic = (accountId: AccountId): Topic => `account:${accountId}`;
export const roomTopic = (roomId: RoomId): Topic => `room:${roomId}`;
export const liveTopic = (roomId: RoomId): Topic => `live:${roomId}`;

/** Whether what a topic carries may be dropped. */
export const isEphemeral = (topic: Topic): boolean => topic === "desk:live" || topic.startsWith("live:");

/** The room whose log and receipts a topic carries. */
export const roomOf = (topic: Topic): RoomId | null =>
  topic.startsWith("room:") ? (topic.slice("room:".length) as RoomId) : null;

/** One connection of one device, whatever carries it. */
export interface Listener {
  readonly accountId: AccountId;
  readonly deviceId: DeviceId;
  readonly role: Role;
  subscribe(topic: Topic): void;
  unsubscribe(topic: Topic): void;
  /** The device is signed out: nothing more may reach it. */
  end(reason: EndReason): void;
  /** The server goes away; the client returns after so many milliseconds. */
  drain(returnAfterMs: number): void;
}

/** Why a device's session is over. */
export type EndReason = "signed-out" | "expired" | "deactivated";

/** The rooms that a listener may hear. */
export interface Audible {
  /** Those that its account is joined to. */
  joined: readonly { roomId: RoomId }[];
  /** Of those that it named: student rooms that it may enter as staff. */
  entered: readonly { roomId: RoomId }[];
}

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
   * Subscribes a listener to all rooms of its account, and to the student rooms that it names and may enter, until it
   * does not name them any more. Answers with what was read, and with the rooms of its account. What it is revoked from
   * while they are being read stays revoked; of several calls under way the last one's names count.
   */
  followAll<Read extends Audible>(
    listener: Listener,
    named: readonly RoomId[],
    readAudible: () => Promise<Read>,
  ): Promise<{ read: Read; followed: readonly RoomId[] }>;
  listeners(): Iterable<Listener>;
  /** How many listeners an account has. */
  countOf(accountId: AccountId): number;
  /** Whether one of them is on this device. */
  isConnected(accountId: AccountId, deviceId: DeviceId): boolean;
  hear(topic: Topic, hearer: Hearer): void;
  unhear(topic: Topic, hearer: Hearer): void;
}

/** A hub for one process. `broadcast` reaches the sockets: Bun's own topics. */
export function createHub(broadcast: (topic: Topic, frame: string) => void): Hub {
  // Lists, since there are many accounts and each has few connections.
  const listeners = new Map<AccountId, readonly Listener[]>();
  const hearers = new Map<Topic, Set<Hearer>>();
  // A connection may have several syncs under way, and each reads its rooms at another time.
  const revokedMeanwhile = new Map<Listener, Set<Set<RoomId>>>();
  // The rooms that a listener named last, and whether it was found to be let in.
  const namedLast = new Map<Listener, Map<RoomId, boolean>>();

  /** What is not named any more ends at once; the rest waits until it is known who may enter. */
  function name(listener: Listener, named: readonly RoomId[]): void {
    const before = namedLast.get(listener);
    const now = new Map(named.map((roomId) => [roomId, before?.get(roomId) ?? false]));
    for (const [roomId, isIn] of before ?? [])
      if (isIn && !now.has(roomId)) listener.unsubscribe(roomTopic(roomId));
    if (now.size > 0) namedLast.set(listener, now);
    else namedLast.delete(listener);
  }

  return {
    publish(topic, frame) {
      broadcast(topic, frame);
      for (const hearer of hearers.get(topic) ?? []) hearer(frame, topic);
    },
    attach(listener) {
      const { accountId } = listener;
      listeners.set(accountId, [...(listeners.get(accountId) ?? []), listener]);
    },
    detach(listener) {
      const { accountId } = listener;
      const others = listeners.get(accountId)?.filter((other) => other !== listener) ?? [];
      if (others.length > 0) listeners.set(accountId, others);
      else listeners.delete(accountId);
      namedLast.delete(listener);
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
    async followAll(listener, named, readAudible) {
      const revoked = new Set<RoomId>();
      add(revokedMeanwhile, listener, revoked);
      try {
        listener.subscribe("school");
        listener.subscribe(accountTopic(listener.accountId));
        name(listener, named);
        const read = await readAudible();
        const followed = read.joined.flatMap(({ roomId }) => (revoked.has(roomId) ? [] : [roomId]));
        for (const roomId of followed) followRoom(listener, roomId);
        const stillNamed = namedLast.get(listener);
        for (const { roomId } of read.entered) {
          if (revoked.has(roomId) || !stillNamed?.has(roomId)) continue;
          stillNamed.set(roomId, true);
          // What may be dropped of it comes with the desk's.
          listener.subscribe(roomTopic(roomId));
        }
        return { read, followed };
      } finally {
        remove(revokedMeanwhile, listener, revoked);
      }
    },
    listeners: () => [...listeners.values()].flat(),
    countOf: (accountId) => listeners.get(accountId)?.length ?? 0,
    isConnected(accountId, deviceId) {
      for (const listener of listeners.get(accountId) ?? []) if (listener.deviceId === deviceId) return true;
      return false;
    },
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
