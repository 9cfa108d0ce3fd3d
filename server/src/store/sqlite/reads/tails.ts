import { MAX_CATCH_UP_EVENTS, type RoomId, type Seq } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { type EncodedEvent, encodedBetween } from "../event-row.ts";
import { type EventStretch, stretchBetween, toStretch } from "../event-stretch.ts";
import type { RoomRow } from "../rows.ts";

/** Rooms whose tails are kept: many clients miss the same few rooms. */
const MAX_ROOMS = 64;
/** Of all tails together. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

interface Tail {
  /** Of the last event. A room's log is as it was for as long as its head is: an edit and a deletion move it, too. */
  head: Seq;
  /** Ends with that of the head. */
  events: EncodedEvent[];
  characters: number;
}

/**
 * The last events of rooms that several people are in, encoded once for all who miss them. What is kept is asked for
 * by the head that the asker's own snapshot shows, so that it is never older or newer than the snapshot.
 */
class Tails {
  readonly #db: Connection;
  readonly #tails = new Map<RoomId, Tail>();
  #characters = 0;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** The events of a group room from `from` to its head: at most MAX_CATCH_UP_EVENTS. */
  since(room: RoomRow, from: Seq): readonly EncodedEvent[] {
    const missing = room.head - from + 1;
    if (missing <= 0) return [];
    const tail = this.#brought(room);
    if (tail.events.length < missing) {
      const first = room.head - tail.events.length;
      this.#add(tail, encodedBetween(this.#db, room.id, from, first), "before");
    }
    const events = tail.events.slice(tail.events.length - missing);
    this.#keep(room.id, tail);
    return events;
  }

  /** What is kept of the room, or nothing, brought to its present head. */
  #brought(room: RoomRow): Tail {
    const tail = this.#tails.get(room.id);
    if (tail) this.#forget(room.id, tail);
    if (tail && tail.head < room.head && room.head - tail.head <= MAX_CATCH_UP_EVENTS) {
      const more = encodedBetween(this.#db, room.id, tail.head + 1, room.head);
      if (more.every(leavesOthersAsTheyWere)) {
        this.#add(tail, more, "after");
        tail.head = room.head;
      }
    }
    return tail?.head === room.head ? tail : { head: room.head, events: [], characters: 0 };
  }

  #add(tail: Tail, events: readonly EncodedEvent[], where: "before" | "after"): void {
    tail.events = where === "before" ? [...events, ...tail.events] : [...tail.events, ...events];
    for (const { json } of events) tail.characters += json.length;
    const surplus = tail.events.length - MAX_CATCH_UP_EVENTS;
    if (surplus <= 0) return;
    for (const { json } of tail.events.splice(0, surplus)) tail.characters -= json.length;
  }

  /** The least recently asked for go. */
  #keep(roomId: RoomId, tail: Tail): void {
    this.#tails.set(roomId, tail);
    this.#characters += tail.characters;
    for (const [oldest, former] of this.#tails) {
      if (this.#tails.size <= MAX_ROOMS && this.#characters <= MAX_CHARACTERS) return;
      this.#forget(oldest, former);
    }
  }

  #forget(roomId: RoomId, tail: Tail): void {
    this.#tails.delete(roomId);
    this.#characters -= tail.characters;
  }
}

const tails = new WeakMap<Connection, Tails>();

/** Those that the reads of one connection share. */
export function tailsOf(db: Connection): Tails {
  const known = tails.get(db) ?? new Tails(db);
  tails.set(db, known);
  return known;
}

/** At most MAX_CATCH_UP_EVENTS of a room, both ends included: many ask for the same few rooms, and where they end. */
export const readStretch = (db: Connection, room: RoomRow, from: Seq, to: Seq): EventStretch =>
  room.kind === "group" && to === room.head
    ? toStretch(tailsOf(db).since(room, from))
    : stretchBetween(db, room.id, from, to);

/** Events are served as they stand now: an edit and a deletion change what an earlier one is. */
const leavesOthersAsTheyWere = ({ type }: EncodedEvent): boolean =>
  type !== "message.edited" && type !== "message.deleted";
