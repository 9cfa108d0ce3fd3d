import type {
  AccountId,
  Epoch,
  JoinedRoom,
  Position,
  Receipt,
  RoomEvent,
  RoomId,
  RoomUpdate,
  Seq,
  Sync,
} from "@encrptalk/protocol";
import { decodeUpdate } from "../encoded-update.ts";
import type { CaughtUp, Change, Store } from "../store.ts";
import { applyEvent } from "./apply-event.ts";

export interface KnownRoom {
  row: JoinedRoom;
  /** A gapless stretch that ends with the row's head. */
  events: Map<Seq, RoomEvent>;
  receipts: Map<AccountId, Receipt>;
}

/** The least that a client must do to keep up, by the rules of the protocol. */
export class ClientModel {
  epoch: Epoch | null = null;
  school: Position = 0;
  account: Position = 0;
  rooms = new Map<RoomId, KnownRoom>();
  /** Student rooms that it names although it is not joined to them. */
  followed: readonly RoomId[] = [];
  /** Whether a change was lost: it must sync. */
  behind = true;

  constructor(
    readonly store: Store,
    readonly accountId: AccountId,
  ) {}

  async sync(): Promise<void> {
    const caughtUp = await this.store.catchUp(this.accountId, this.#known());
    if (caughtUp.reset) this.rooms.clear();
    this.epoch = this.store.epoch;
    this.school = caughtUp.school;
    this.account = caughtUp.account;
    for (const update of caughtUp.updates) this.#update(decodeUpdate(update));
    await this.#enter(caughtUp);
    this.behind = false;
  }

  /** Hears a change, if it is of a feed of its own. */
  hear(change: Change): void {
    switch (change.type) {
      case "room":
      case "people":
        if (this.#isNext("school", change)) this.school = change.position;
        return;
      case "joined":
      case "left":
      case "read":
      case "notify":
        if (change.accountId === this.accountId && this.#isNext("account", change)) this.#applyOwn(change);
        return;
      case "event":
      case "receipts":
        return this.#hearRoom(change);
      case "desk":
        return;
    }
  }

  #known(): Omit<Sync, "type"> {
    const rooms = [...this.rooms.values()].map(({ row: { roomId, head, position } }) => ({
      roomId,
      seq: head,
      position,
    }));
    const unknown = this.followed.filter((roomId) => !this.rooms.has(roomId));
    return {
      epoch: this.epoch,
      school: this.school,
      account: this.account,
      rooms: [...rooms, ...unknown.map((roomId) => ({ roomId, seq: 0, position: 0 }))],
    };
  }

  async #enter({ rooms }: Pick<CaughtUp, "rooms">): Promise<void> {
    for (const row of rooms) {
      const receipts = await this.store.receipts(this.accountId, row.roomId);
      this.rooms.set(row.roomId, { row, events: new Map(), receipts: byAccount(receipts) });
    }
  }

  #update(update: RoomUpdate): void {
    if (update.status === "gone") {
      this.rooms.delete(update.roomId);
      return;
    }
    if (update.status === "limited") {
      const events = new Map(update.events.map((event) => [event.seq, event]));
      // Who left is in none of the events: only present marks count.
      this.rooms.set(update.roomId, { row: update.room, events, receipts: new Map() });
    }
    const room = this.rooms.get(update.roomId);
    if (!room) throw new Error(`events of ${update.roomId}, which is not known`);
    if (update.status === "events")
      for (const event of update.events) applyEvent(room, event, this.accountId);
    room.row.position = update.position;
    room.row.notify = update.notify;
    this.#mark(room, update.receipts);
  }

  #isNext(feed: "school" | "account", { previous, position }: Change): boolean {
    if (position <= this[feed]) return false;
    if (previous !== this[feed]) this.behind = true;
    return previous === this[feed];
  }

  #applyOwn(change: Extract<Change, { type: "joined" | "left" | "read" | "notify" }>): void {
    this.account = change.position;
    if (change.type === "joined") this.behind = true;
    else if (change.type === "left") this.rooms.delete(change.roomId);
    else {
      const row = this.rooms.get(change.roomId)?.row;
      if (row && change.type === "read") row.read = change.read;
      if (row && change.type === "notify") row.notify = change.notify;
    }
  }

  #hearRoom(change: Extract<Change, { type: "event" | "receipts" }>): void {
    const room = this.rooms.get(change.roomId);
    if (!room || change.position <= room.row.position) return;
    if (change.previous !== room.row.position) {
      this.behind = true;
      return;
    }
    room.row.position = change.position;
    if (change.type === "event") applyEvent(room, change.event, this.accountId);
    else this.#mark(room, change.receipts);
  }

  #mark(room: KnownRoom, receipts: readonly Receipt[]): void {
    for (const receipt of receipts) {
      room.receipts.set(receipt.accountId, receipt);
      if (receipt.accountId === this.accountId) room.row.read = receipt.read;
    }
  }
}

const byAccount = (receipts: readonly Receipt[]) =>
  new Map(receipts.map((receipt) => [receipt.accountId, receipt]));
