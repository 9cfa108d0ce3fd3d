import type {
  BeatFrame,
  Epoch,
  LiveFrame,
  Position,
  RoomEvent,
  RoomId,
  Seq,
  Sync,
  Synced,
} from "@encrptalk/protocol";

/** What a device does with the events that come to it. */
export interface Hears {
  /** The next event of a room. `isLive`: as it happened, not in catching up. */
  heard(roomId: RoomId, event: RoomEvent, isLive: boolean): void;
  /** Too many were missing: all events between these two are to be paged. */
  skipped(roomId: RoomId, after: Seq, before: Seq): void;
  /** An event came a second time, at a new position. */
  repeated(): void;
}

/** `hole`: something was lost, and is to be asked for. */
type Taken = "taken" | "known" | "hole";

type Feed = "school" | "account" | "desk";

/** How far a device is, by the rules of docs/protocol.md (P14–P19), and no more: it keeps no message. */
export class Positions {
  readonly rooms = new Map<RoomId, { seq: Seq; position: Position }>();
  readonly #feeds: Record<Feed, Position> = { school: 0, account: 0, desk: 0 };
  readonly #hears: Hears;
  readonly #isStaff: boolean;
  #epoch: Epoch | null = null;
  /** How often another history was told, and rooms that were gone: neither happens in a soak. */
  surprises = 0;
  /** Events that answers passed over without a word. */
  lost = 0;

  /** `followed`: student rooms that staff name. */
  constructor(hears: Hears, { isStaff, followed }: { isStaff: boolean; followed: readonly RoomId[] }) {
    this.#hears = hears;
    this.#isStaff = isStaff;
    for (const roomId of followed) this.rooms.set(roomId, { seq: 0, position: 0 });
  }

  /** What to ask for, to catch up. */
  get command(): Sync {
    const { school, account, desk } = this.#feeds;
    return {
      type: "sync",
      epoch: this.#epoch,
      school,
      account,
      ...(this.#isStaff ? { desk } : {}),
      rooms: [...this.rooms].map(([roomId, known]) => ({ roomId, ...known })),
    };
  }

  /** Takes the answer to `command`. */
  synced({ epoch, reset, school, account, desk, rooms, updates }: Synced): void {
    if (reset) this.surprises += 1;
    this.#epoch = epoch;
    this.#feeds.school = school;
    this.#feeds.account = account;
    if (desk) this.#feeds.desk = desk.position;
    for (const { roomId, head, position } of rooms) this.rooms.set(roomId, { seq: head, position });
    for (const update of updates) {
      const known = this.rooms.get(update.roomId);
      if (!known || update.status === "gone") {
        this.surprises += 1;
        continue;
      }
      if (update.status === "limited")
        this.#skip(update.roomId, known, update.events[0]?.seq ?? update.head + 1);
      for (const event of update.events) this.#take(update.roomId, known, event, false);
      // An answer that stops short of its own head would be a hole.
      if (known.seq !== update.head) this.surprises += 1;
      known.position = Math.max(known.position, update.position);
    }
  }

  frame(frame: LiveFrame): Taken {
    switch (frame.type) {
      case "event":
      case "receipts":
        return this.#roomFrame(frame);
      case "room.joined":
      case "room.left":
      case "room.read":
      case "room.notify":
        return this.#chain("account", frame);
      case "room.changed":
      case "people.changed":
        return this.#chain("school", frame);
      case "desk.changed":
        return this.#chain("desk", frame);
      case "typing":
      case "presence":
      case "desk.presence":
        return "taken";
    }
  }

  /** Whether the server is further than this device. */
  isBehind({ school, account, desk, rooms }: BeatFrame): boolean {
    if (school > this.#feeds.school || account > this.#feeds.account || desk > this.#feeds.desk) return true;
    return rooms.some(({ roomId, position }) => position > (this.rooms.get(roomId)?.position ?? 0));
  }

  #roomFrame(frame: Extract<LiveFrame, { type: "event" | "receipts" }>): Taken {
    const known = this.rooms.get(frame.roomId);
    if (!known) return "hole";
    if (frame.position <= known.position) return "known";
    if (frame.type === "event" && frame.event.seq <= known.seq) this.#hears.repeated();
    if (frame.previous !== known.position) return "hole";
    if (frame.type === "event") {
      if (frame.event.seq !== known.seq + 1) return "hole";
      this.#take(frame.roomId, known, frame.event, true);
    }
    known.position = frame.position;
    return "taken";
  }

  #chain(feed: Feed, { position, previous }: { position: Position; previous: Position }): Taken {
    if (position <= this.#feeds[feed]) return "known";
    if (previous !== this.#feeds[feed]) return "hole";
    this.#feeds[feed] = position;
    return "taken";
  }

  /** A room that nothing was known of begins where it stands. */
  #skip(roomId: RoomId, known: { seq: Seq }, first: Seq): void {
    if (known.seq > 0 && first > known.seq + 1) this.#hears.skipped(roomId, known.seq, first);
    known.seq = Math.max(known.seq, first - 1);
  }

  #take(roomId: RoomId, known: { seq: Seq }, event: RoomEvent, isLive: boolean): void {
    // A limited answer to somebody who was not so far behind repeats what is known.
    if (event.seq <= known.seq) return;
    this.lost += event.seq - known.seq - 1;
    known.seq = event.seq;
    this.#hears.heard(roomId, event, isLive);
  }
}
