import type {
  Command,
  LiveFrame,
  ReplyFrame,
  RoomEvent,
  RoomId,
  SentMessage,
  Seq,
  ServerFrame,
  Synced,
} from "@encrptalk/protocol";
import type { Carrier, CarrierEvents, Door } from "./carrier.ts";
import type { Ledger } from "./ledger.ts";
import { Outbox } from "./outbox.ts";
import { pageBetween, pollWhile } from "./over-http.ts";
import { Positions } from "./positions.ts";

/** How long a client waits for what seems lost before it asks (P18). */
const HOLE_WAIT_MS = 300;
const MARKS_EVERY_MS = 1_000;

export interface Seat extends Door {
  isStaff: boolean;
  /** Student rooms that it follows. */
  followed: readonly RoomId[];
  /** Rooms small enough for it to say what it was given. */
  marked: ReadonlySet<RoomId>;
  /** Whether somebody looks at it, so that what it is given is read. */
  isRead: boolean;
  /** Whether how long messages take to it says something about the server: not where it does not read. */
  isTimed: boolean;
}

/** What the devices of a crowd share. */
export interface Crowd {
  ledger: Ledger;
  /** Things that a device must not see, a sentence each. */
  failed(what: string): void;
  /** A live frame did not fit what was known. */
  foundHole(): void;
  /** A connection ended that was not cut. */
  ended(device: Device, code: number): void;
}

/**
 * One device as a proper client has it: it syncs from its positions, applies what fits, asks when something is
 * missing, answers beats, marks what it was given, and sends again what was not acknowledged.
 */
export class Device<Opened extends Carrier = Carrier> {
  readonly positions: Positions;
  readonly #outbox: Outbox;
  readonly #sent = new Map<string, number>();
  readonly #marks = new Map<RoomId, number>();
  /** What came before the answer to a sync. */
  readonly #early: LiveFrame[] = [];
  #carrier: Opened | null = null;
  #polling: AbortController | null = null;
  /** What it has asked for to catch up: nothing, about to, or on the way. */
  #sync: "none" | "planned" | "asked" = "none";
  #synced = Promise.withResolvers<void>();
  #markedAt = 0;
  #requests = 0;
  #fills = 0;

  constructor(
    readonly seat: Seat,
    readonly crowd: Crowd,
    readonly open: (door: Door, events: CarrierEvents) => Opened,
  ) {
    this.#outbox = new Outbox(crowd.ledger);
    this.positions = new Positions(
      {
        heard: (roomId, event, isLive) => this.#heard(roomId, event, isLive),
        skipped: (roomId, after, before) => void this.#fill(roomId, after, before).catch(this.#failed),
        repeated: () => crowd.ledger.repeated(),
      },
      seat,
    );
  }

  /** Its WebSocket, if it has one. */
  get carrier(): Opened | null {
    return this.#carrier;
  }

  /** Whether it hears over a WebSocket, and is level with the server. */
  get isLive(): boolean {
    return this.#carrier !== null && this.#sync !== "asked";
  }

  get isConnected(): boolean {
    return this.#carrier !== null || this.#polling !== null;
  }

  /** Whether it has sent, asked and paged all that it had to. */
  get isSettled(): boolean {
    return this.isConnected && this.#sync === "none" && this.#outbox.size === 0 && this.#fills === 0;
  }

  /** Resolves when it has caught up, or was cut or closed before. */
  connect(): Promise<void> {
    this.cut();
    this.#synced = Promise.withResolvers<void>();
    this.#sync = "asked";
    const carrier = this.open(this.seat, {
      opened: () => this.#ask("sync", this.positions.command),
      message: (text) => this.#received(JSON.parse(text) as ServerFrame, performance.now()),
      closed: (code) => {
        if (this.#carrier !== carrier) return;
        this.#lost();
        this.crowd.ended(this, code);
      },
    });
    this.#carrier = carrier;
    return this.#synced.promise;
  }

  /** Ends whatever it has, without a goodbye. */
  cut(): void {
    this.#carrier?.cut();
    this.#polling?.abort();
    this.#polling = null;
    this.#lost();
  }

  /** Hears by long polls, and sends over HTTP, until it is cut or connects. */
  poll(): void {
    this.cut();
    const polling = new AbortController();
    this.#polling = polling;
    void pollWhile(polling.signal, this.seat, this.positions, this.#outbox).catch(this.#failed);
  }

  say(number: number, roomId: RoomId, text: string): void {
    this.#outbox.add(number, roomId, text);
    if (this.isLive) this.#send(number);
    else this.#outbox.disturb();
  }

  beat(): void {
    this.#ask("", { type: "beat" });
  }

  type(roomId: RoomId): void {
    if (this.isLive) this.#ask("", { type: "typing.set", roomId, typing: true });
  }

  /** Says what it was given, at most once a second. */
  mark(now: number): void {
    if (this.#marks.size === 0 || !this.isLive || now - this.#markedAt < MARKS_EVERY_MS) return;
    this.#markedAt = now;
    const marks = [...this.#marks].map(([roomId, delivered]) =>
      this.seat.isRead ? { roomId, delivered, read: delivered } : { roomId, delivered },
    );
    this.#marks.clear();
    this.#ask("", { type: "receipts.mark", marks });
  }

  readonly #failed = (error: unknown) => this.crowd.failed(String(error));

  #lost(): void {
    this.#carrier = null;
    this.#sync = "none";
    this.#early.length = 0;
    this.#sent.clear();
    this.#outbox.disturb();
    this.#synced.resolve();
  }

  #received(frame: ServerFrame, at: number): void {
    switch (frame.type) {
      case "reply":
        return this.#replied(frame);
      case "beat":
        this.beat();
        if (this.positions.isBehind(frame)) this.#catchUp();
        return;
      case "draining":
      case "error":
        return this.crowd.failed(`a device was told ${JSON.stringify(frame)}`);
      default:
        if (this.#sync === "asked") this.#early.push(frame);
        else if (this.#take(frame) && frame.type === "event" && this.seat.isTimed)
          this.crowd.ledger.timed(frame.event, this, at);
    }
  }

  #replied(reply: ReplyFrame): void {
    const number = this.#sent.get(reply.id);
    this.#sent.delete(reply.id);
    if (!reply.ok) return this.crowd.failed(`a device was refused: ${JSON.stringify(reply.error)}`);
    if (reply.id === "sync") this.#caughtUp(reply.result as Synced);
    else if (number !== undefined) this.#outbox.acknowledged(number, reply.result as SentMessage);
  }

  #caughtUp(synced: Synced): void {
    this.positions.synced(synced);
    this.#sync = "none";
    // Not timed: they waited for the answer.
    for (const frame of this.#early.splice(0)) this.#take(frame);
    for (const number of this.#outbox.numbers) this.#send(number);
    this.#synced.resolve();
  }

  /** Whether the frame was the next one, or known. */
  #take(frame: LiveFrame): boolean {
    if (this.positions.frame(frame) !== "hole") return true;
    this.crowd.foundHole();
    this.#catchUp();
    return false;
  }

  #catchUp(): void {
    if (this.#sync !== "none") return;
    this.#sync = "planned";
    const carrier = this.#carrier;
    setTimeout(() => {
      if (this.#carrier !== carrier || this.#sync !== "planned") return;
      this.#sync = "asked";
      this.#ask("sync", this.positions.command);
    }, HOLE_WAIT_MS);
  }

  #heard(roomId: RoomId, event: RoomEvent, isLive: boolean): void {
    this.crowd.ledger.heard(roomId, event);
    if (event.type !== "message.sent" || !this.seat.marked.has(roomId)) return;
    this.#marks.set(roomId, event.number);
    if (isLive) this.mark(performance.now());
  }

  #send(number: number): void {
    const command = this.#outbox.command(number);
    if (command) this.#sent.set(this.#ask("", command), number);
  }

  async #fill(roomId: RoomId, after: Seq, before: Seq): Promise<void> {
    this.#fills += 1;
    try {
      for await (const event of pageBetween(this.seat, roomId, after, before))
        this.crowd.ledger.heard(roomId, event);
    } finally {
      this.#fills -= 1;
    }
  }

  /** Gives the request's id. */
  #ask(id: string, command: Command): string {
    this.#requests += 1;
    const chosen = id || String(this.#requests);
    this.#carrier?.send(JSON.stringify({ id: chosen, command }));
    return chosen;
  }
}
