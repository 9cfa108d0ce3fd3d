import {
  type Arrival,
  type Client,
  createClient,
  type DeskList,
  isConnected,
  type Timeline,
  type TimelineEvent,
} from "@encrptalk/client";
import { type MessageId, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";
import type { Ledger } from "./ledger.ts";
import { until } from "./until.ts";
import { BlockedWebSocket, tappedFetch, tappedWebSocket } from "./wire-tap.ts";

/** A question on a connection that has died unheard takes 15 s to be given up. */
const SHOWN_WITHIN_MS = 30_000;

export interface Seat {
  person: Person;
  /** How it is called where something is wrong with it; unique. */
  name: string;
  /** `http`: WebSocket is blocked for it. */
  over: "websocket" | "http";
  /** The server's address as it is seen from there, where that is not the program's own. */
  url?: string;
}

/** A live client by the real SDK, which writes down what it is told. */
export class Device {
  readonly client: Client;
  readonly seat: Seat;
  /** What came, live or replayed, in the order in which it came. */
  readonly arrivals: Arrival[] = [];
  readonly #ledger: Ledger;
  readonly #closeDesk: () => void;
  readonly #open = new Map<RoomId, () => void>();
  #sent = 0;

  constructor(seat: Seat, ledger: Ledger) {
    this.seat = seat;
    this.#ledger = ledger;
    this.client = connect(seat, ledger);
    this.#closeDesk = deskOf(this.client).open();
    this.client.onEvent((arrival) => {
      this.arrivals.push(arrival);
      // Who has the room open reads what comes.
      const { event, roomId } = arrival;
      if (event.type === "message.sent" && this.#open.has(roomId))
        this.client.room(roomId).markRead(event.number);
    });
  }

  get name(): string {
    return this.seat.name;
  }

  /** What its connection is when nothing is wrong. */
  get usualStatus(): "live" | "limited" {
    return this.seat.over === "websocket" ? "live" : "limited";
  }

  get isConnected(): boolean {
    return isConnected(this.client.connection.get());
  }

  /** Has the room open, as somebody who looks at it. */
  look(roomId: RoomId): void {
    if (!this.#open.has(roomId)) this.#open.set(roomId, this.client.room(roomId).open());
  }

  get rooms(): RoomId[] {
    return [...this.#open.keys()];
  }

  say(roomId: RoomId): MessageId {
    const text = `${this.name} says ${++this.#sent}`;
    const messageId = this.client.room(roomId).send({ text });
    this.#ledger.sent({ device: this.name, roomId, messageId, text });
    return messageId;
  }

  /** What was given up in the meantime is sent again, as by a person who is asked to. */
  retryFailed(): void {
    for (const { state, messageId } of this.client.outbox.get())
      if (state === "failed") {
        this.#ledger.sentAgain.add(messageId);
        this.client.retry(messageId);
      }
  }

  /** All that it shows of a room, scrolled back to its beginning and on to its end. */
  async shownIn(roomId: RoomId): Promise<readonly TimelineEvent[]> {
    const room = this.client.room(roomId);
    // A page that got lost is asked for again by the client itself.
    await until(() => isDecided(room.timeline.get()), SHOWN_WITHIN_MS);
    for (;;) {
      const timeline = room.timeline.get();
      if (timeline.status !== "ready") return [];
      if (timeline.hasOlder) await room.loadOlder();
      else if (timeline.hasNewer) await room.loadNewer();
      else return timeline.events;
    }
  }

  close(): void {
    for (const close of [this.#closeDesk, ...this.#open.values()]) close();
    this.client.close();
  }
}

const isDecided = (timeline: Timeline): boolean =>
  timeline.status === "ready" || (timeline.status === "failed" && timeline.error instanceof ProtocolError);

/** All students, as staff see them; to others it is empty. */
export const deskOf = (client: Client): DeskList => client.desk.list({ filter: "all" });

/** One that is not written down: what it knows is what the server tells somebody who knows nothing. */
export const freshClient = ({ person, url = person.program.url }: Seat): Client =>
  createClient({ url, authentication: { kind: "bearer", token: person.token } });

function connect({ person, name, over, url = person.program.url }: Seat, ledger: Ledger): Client {
  return createClient({
    url,
    authentication: { kind: "bearer", token: person.token },
    fetch: tappedFetch(name, ledger),
    ...(over === "websocket"
      ? { WebSocket: tappedWebSocket(name, ledger) }
      : // Without waiting between the attempts that are in vain.
        { WebSocket: BlockedWebSocket as unknown as typeof WebSocket, random: () => 0 }),
  });
}
