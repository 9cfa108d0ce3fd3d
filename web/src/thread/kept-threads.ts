import type { Room } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { type PausableRoom, pausable } from "./pausable-room.ts";
import type { ThreadContextValue, ThreadRoom, ThreadRow, ThreadWays } from "./thread-context.ts";

/** Threads that stay drawn, with the one in view: for going to and fro between some. */
const MOST_KEPT = 3;

/** A thread as it was when it was in view last. */
export interface KeptThread {
  thread: ThreadContextValue;
  row: ThreadRow;
}

interface Shown {
  room: Room;
  row: ThreadRow;
  title: string;
}

interface Place extends KeptThread {
  turn: number;
}

/** The last threads in view. Each stays in its place: what is moved in the document loses where it was scrolled to. */
export class KeptThreads {
  readonly #makeWays: (room: PausableRoom) => ThreadWays;
  readonly #places: (Place | null)[] = [];
  #turn = 0;

  constructor(makeWays: (room: PausableRoom) => ThreadWays) {
    this.#makeWays = makeWays;
  }

  /** By their places; `null`: nothing is in it. */
  get all(): readonly (KeptThread | null)[] {
    return this.#places;
  }

  /**
   * This one is in view. The same thread is the same object as long as what it shares is the same. Another one may have
   * to go for it: `letGo` says when, since taking it away takes time too.
   */
  show({ room, row, title }: Shown): ThreadContextValue {
    const at = this.#placeOf(room.roomId);
    const place = this.#places[at];
    const known = place?.thread.room.roomId === room.roomId ? place.thread : null;
    const thread =
      known !== null && known.title === title && areAlike(known.row, row)
        ? known
        : { ...(known ?? this.#begin(room)), row: ofRow(row), title };
    this.#places[at] = { thread, row, turn: ++this.#turn };
    return thread;
  }

  /** Takes away what is too much; answers whether there was any. */
  letGo(): boolean {
    const isTooMany = this.#places.filter((place) => place !== null).length > MOST_KEPT;
    if (isTooMany) this.#places[this.#oldest] = null;
    return isTooMany;
  }

  /** Its own, else an empty or a new one, else that of the thread that was in view the longest ago. */
  #placeOf(roomId: RoomId): number {
    const own = this.#places.findIndex((place) => place?.thread.room.roomId === roomId);
    if (own >= 0) return own;
    const empty = this.#places.indexOf(null);
    if (empty >= 0) return empty;
    return this.#places.length <= MOST_KEPT ? this.#places.length : this.#oldest;
  }

  get #oldest(): number {
    const turns = this.#places.map((place) => place?.turn ?? Number.POSITIVE_INFINITY);
    return turns.indexOf(Math.min(...turns));
  }

  #begin(room: Room): ThreadWays & { room: PausableRoom } {
    const drawn = pausable(room);
    return { room: drawn, ...this.#makeWays(drawn) };
  }
}

const ofRow = ({ roomId, kind, archived, memberCount, conversation }: ThreadRow): ThreadRoom => ({
  roomId,
  kind,
  archived,
  memberCount,
  conversation,
});

const areAlike = (one: ThreadRoom, other: ThreadRoom): boolean =>
  one.kind === other.kind &&
  one.archived === other.archived &&
  one.memberCount === other.memberCount &&
  one.conversation === other.conversation;
