import {
  type AccountId,
  type Epoch,
  MAX_ROOMS_PER_ACCOUNT,
  type Position,
  type RoomFacts,
  type RoomId,
  type Sync,
  type Synced,
} from "@encrptalk/protocol";
import type { Arrival, RoomArrival } from "../client.ts";
import type { Clock } from "../clock.ts";
import { DeskState } from "../desk/desk-state.ts";
import { Cell } from "../observable.ts";
import type { People } from "../people/people.ts";
import type { Presence } from "../people/presence.ts";
import { RoomListCell } from "../rooms/room-list.ts";
import { isFollowed, type RoomRow } from "../rooms/room-row.ts";
import type { RoomState } from "../rooms/room-state.ts";

/** Told while the model changes. */
export interface ModelEvents {
  /** An event was applied, or is one of the last of a room that moved on too far. */
  arrived(arrival: Arrival): void;
  roomChanged(room: RoomFacts): void;
  /** A room of one's own that was not known before; not told of the first ones. */
  joined(arrival: RoomArrival): void;
  /** The room was caught up, moved on, or left. */
  moved(room: RoomState): void;
  /** Nothing of what was known holds any more. */
  reset(): void;
}

export interface ModelOptions {
  readonly clock: Clock;
  readonly people: People;
  readonly presence: Presence;
  readonly makeRoom: (roomId: RoomId) => RoomState;
  readonly events: ModelEvents;
  /** Whom this client is for; `null`: whoever the server says. */
  readonly account: AccountId | null;
}

/** Everything that this client knows of the school, and how far that goes. */
export class Model {
  readonly me = new Cell<Synced["me"] | null>(null);
  readonly list: RoomListCell;
  readonly people: People;
  readonly presence: Presence;
  readonly desk: DeskState;
  readonly events: ModelEvents;
  epoch: Epoch | null = null;
  school: Position = 0;
  account: Position = 0;
  /** Conversations that staff have open, whose history is over: they are named anew, if the next one has them. */
  readonly toFollow = new Set<RoomId>();
  readonly #makeRoom: (roomId: RoomId) => RoomState;
  readonly #rooms = new Map<RoomId, RoomState>();
  #account: AccountId | null;

  constructor({ clock, people, presence, events, makeRoom, account }: ModelOptions) {
    this.people = people;
    this.presence = presence;
    this.desk = new DeskState({ me: () => this.me.get(), presence, clock });
    this.events = events;
    this.#account = account;
    this.#makeRoom = makeRoom;
    this.list = new RoomListCell(() => {
      const rows = [...this.#rooms.values()].flatMap((room) => room.row.get() ?? []);
      return rows.filter((row) => !isFollowed(row, this.myId));
    });
  }

  get myId(): AccountId | null {
    return this.me.get()?.accountId ?? null;
  }

  /** `false`: somebody else than this client is for. */
  recognise(accountId: AccountId): boolean {
    this.#account ??= accountId;
    return this.#account === accountId;
  }

  /** Any room, joined or not. */
  room(roomId: RoomId): RoomState {
    const known = this.#rooms.get(roomId);
    if (known !== undefined) return known;
    const room = this.#makeRoom(roomId);
    this.#rooms.set(roomId, room);
    room.row.subscribe(() => this.list.changed());
    return room;
  }

  rooms(): RoomState[] {
    return [...this.#rooms.values()];
  }

  /** A joined room with its row, or `null`. */
  joined(
    roomId: RoomId,
  ): { readonly row: RoomRow; readonly position: Position; readonly state: RoomState } | null {
    const state = this.#rooms.get(roomId);
    const row = state?.row.get();
    return state && row ? { row, position: state.position, state } : null;
  }

  /** How far this client is, for the server to tell what it misses. */
  question(): Sync {
    const known = this.rooms().flatMap((room) => this.joined(room.roomId) ?? []);
    // Those followed come first: what is not named is not followed any more.
    known.sort((a, b) => Number(isFollowed(b.row, this.myId)) - Number(isFollowed(a.row, this.myId)));
    const rooms = known.map(({ row, position, state }) => ({
      roomId: row.roomId,
      seq: row.head,
      // From position 0 all receipts have moved.
      position: state.wantsReceipts ? 0 : position,
    }));
    const anew = [...this.toFollow].map((roomId) => ({ roomId, seq: 0, position: 0 }));
    return {
      type: "sync",
      epoch: this.epoch,
      school: this.school,
      account: this.account,
      ...(this.desk.isStaff !== false && { desk: this.desk.position }),
      rooms: [...anew, ...rooms].slice(0, MAX_ROOMS_PER_ACCOUNT),
    };
  }

  /** The positions are of a history that is over. */
  reset(): void {
    this.school = 0;
    this.account = 0;
    for (const room of this.#rooms.values()) {
      const row = room.row.get();
      if (row !== null && isFollowed(row, this.myId) && room.timeline.isOpen) this.toFollow.add(room.roomId);
      room.reset();
    }
    this.desk.reset();
    // A name may have been changed in the other history only.
    this.people.changed(null);
    this.events.reset();
  }
}
