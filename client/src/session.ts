import type { AccountId, RoomFacts, RoomId, SentMessage } from "@encrptalk/protocol";
import { readEventPage } from "./api/read-page.ts";
import type { Arrival } from "./client.ts";
import { Connection } from "./connection/connection.ts";
import { isConnected } from "./connection/connection-state.ts";
import type { ClientOptions } from "./create-client.ts";
import { Listeners } from "./listeners.ts";
import { Outbox } from "./outbox/outbox.ts";
import type { OutboxItem } from "./outbox/outbox-item.ts";
import { People } from "./people/people.ts";
import { ReceiptMarks } from "./receipts/receipt-marks.ts";
import { ClosedRooms } from "./rooms/closed-rooms.ts";
import { RoomState } from "./rooms/room-state.ts";
import { TimelineStore } from "./rooms/timeline.ts";
import { Model } from "./state/model.ts";
import { CatchUp } from "./sync/catch-up.ts";
import { Http } from "./transport/http.ts";
import { HttpTransport } from "./transport/http-transport.ts";
import { TypingAccounts } from "./typing/typing-accounts.ts";

export type SessionOptions = Required<Omit<ClientOptions, "account">> & {
  readonly account: AccountId | null;
};

/** The parts of a client, and what each tells the others. */
export class Session {
  readonly options: SessionOptions;
  readonly http: Http;
  readonly model: Model;
  readonly people: People;
  readonly catchUp: CatchUp;
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly marks: ReceiptMarks;
  readonly arrivals = new Listeners<Arrival>();
  readonly changedRooms = new Listeners<RoomFacts>();
  readonly #closedRooms = new ClosedRooms();

  constructor(options: SessionOptions) {
    this.options = options;
    const { clock, random, account } = options;
    this.http = new Http(options);
    this.people = new People(clock, async (accountIds) => {
      const { people } = await this.connection.request({ type: "people.get", accountIds });
      return people;
    });
    this.model = new Model({
      account,
      people: this.people,
      makeRoom: (roomId) => this.#makeRoom(roomId),
      events: {
        arrived: (arrival) => this.#arrived(arrival),
        roomChanged: (room) => this.changedRooms.tell(room),
        moved: (room) => this.#moved(room),
        reset: () => this.marks.reset(),
      },
    });
    this.catchUp = new CatchUp(this.model, clock, () => this.connection.resync());
    const http = new HttpTransport(this.http);
    this.connection = new Connection({ ...options, http, catchUp: this.catchUp });
    this.outbox = new Outbox({
      storage: options.outbox,
      clock,
      random,
      deliver: (item) => this.#deliver(item),
      deviceId: () => this.model.me.get()?.deviceId ?? null,
      head: (roomId) => this.model.joined(roomId)?.row.head ?? null,
    });
    this.marks = new ReceiptMarks(clock, (marks) =>
      this.connection.request({ type: "receipts.mark", marks }),
    );
  }

  start(): void {
    this.options.outbox.onWiped(() => {
      this.outbox.clear();
      this.connection.stop("signed-out");
    });
    this.connection.state.subscribe(() => this.#connectionChanged());
    this.outbox.start();
    this.connection.start();
  }

  #makeRoom(roomId: RoomId): RoomState {
    const room: RoomState = new RoomState(roomId, {
      typing: new TypingAccounts(this.options.clock),
      timeline: new TimelineStore({
        readPage: async (query) => {
          const page = await readEventPage(this.http, roomId, query);
          this.people.learn(page.people);
          return page;
        },
        row: () => room.row.get(),
        isListLoaded: () => this.model.list.get().loaded,
        closed: () => this.#closedRooms.add(room),
      }),
    });
    return room;
  }

  /** What was told on a connection that is over, and holds only until something else is told. */
  #forgetEphemeral(): void {
    this.people.forgetPresence();
    for (const room of this.model.rooms()) room.typing.clear();
  }

  async #deliver({ roomId, messageId, body }: OutboxItem): Promise<SentMessage> {
    const sent = await this.connection.request({ type: "message.send", roomId, messageId, body });
    this.catchUp.expect(roomId, sent.seq);
    return sent;
  }

  #arrived(arrival: Arrival): void {
    const { event } = arrival;
    if (event.type === "message.sent" && event.sender.accountId === this.model.myId)
      this.outbox.arrived(event.messageId, event.sender.deviceId);
    this.arrivals.tell(arrival);
  }

  /** What has reached this device of others' messages is delivered. */
  #moved(room: RoomState): void {
    const row = room.row.get();
    this.outbox.reached(room.roomId, row?.head ?? null);
    if (row !== null && row.unread > 0 && room.areReceiptsTold)
      this.marks.delivered(room.roomId, row.messageCount);
  }

  #connectionChanged(): void {
    const state = this.connection.state.get();
    const connected = isConnected(state);
    if (state.status !== "stopped") this.outbox.start();
    this.outbox.setConnected(connected);
    this.marks.setConnected(connected);
    if (connected) {
      this.catchUp.resyncIfNeeded();
      void this.people.fetchWanted();
      for (const room of this.model.rooms()) room.timeline.resume();
    } else {
      this.#forgetEphemeral();
    }
    if (state.status === "stopped") {
      this.catchUp.stop();
      this.outbox.stop();
    }
  }
}
