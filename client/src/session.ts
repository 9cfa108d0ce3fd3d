import type { AccountId, RoomFacts, RoomId, SentMessage } from "@encrptalk/protocol";
import { apiOver } from "./api/create-api.ts";
import { readEventPage } from "./api/read-page.ts";
import type { Arrival, RoomArrival } from "./client.ts";
import { Alarm } from "./clock.ts";
import { Connection } from "./connection/connection.ts";
import { isConnected } from "./connection/connection-state.ts";
import type { ClientOptions } from "./create-client.ts";
import { DeskSide } from "./desk/desk-side.ts";
import { Listeners } from "./listeners.ts";
import { Outbox } from "./outbox/outbox.ts";
import type { OutboxItem } from "./outbox/outbox-item.ts";
import { People } from "./people/people.ts";
import { Presence } from "./people/presence.ts";
import { ReceiptMarks } from "./receipts/receipt-marks.ts";
import { ClosedRooms } from "./rooms/closed-rooms.ts";
import { FollowedRooms } from "./rooms/followed-rooms.ts";
import { isFollowed } from "./rooms/room-row.ts";
import { RoomState } from "./rooms/room-state.ts";
import { TimelineStore } from "./rooms/timeline.ts";
import { Model } from "./state/model.ts";
import { CatchUp } from "./sync/catch-up.ts";
import { enterRoom } from "./sync/enter-room.ts";
import { Http } from "./transport/http.ts";
import { HttpTransport } from "./transport/http-transport.ts";
import { TypingAccounts } from "./typing/typing-accounts.ts";
import type { AnyEnteredRoom } from "./wire/result.ts";

/** What got no answer over HTTP while there is a connection is asked again after this time. */
const ASK_AGAIN_MS = 5_000;

export type SessionOptions = Required<Omit<ClientOptions, "account">> & {
  readonly account: AccountId | null;
};

/** The parts of a client, and what each tells the others. */
export class Session {
  readonly options: SessionOptions;
  readonly http: Http;
  readonly model: Model;
  readonly people: People;
  readonly presence: Presence;
  readonly catchUp: CatchUp;
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly marks: ReceiptMarks;
  readonly desk: DeskSide;
  readonly followed: FollowedRooms;
  readonly arrivals = new Listeners<Arrival>();
  readonly changedRooms = new Listeners<RoomFacts>();
  readonly joinedRooms = new Listeners<RoomArrival>();
  readonly #closedRooms = new ClosedRooms();
  readonly #askAgain: Alarm;
  /** Rooms that are being entered by this client itself. */
  #entering = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    const { clock, random, account } = options;
    this.#askAgain = new Alarm(clock);
    this.http = new Http({ ...options, unanswered: () => this.#unanswered() });
    this.people = new People(clock, async (accountIds) => {
      const { people } = await this.connection.request({ type: "people.get", accountIds });
      return people;
    });
    this.presence = new Presence((accountId) => this.desk.wantPresence(accountId));
    this.model = new Model({
      clock,
      account,
      presence: this.presence,
      people: this.people,
      makeRoom: (roomId) => this.#makeRoom(roomId),
      events: {
        arrived: (arrival) => this.#arrived(arrival),
        roomChanged: (room) => this.changedRooms.tell(room),
        joined: (arrival) => this.#entering === 0 && this.joinedRooms.tell(arrival),
        moved: (room) => this.#moved(room),
        reset: () => {
          this.marks.reset();
          this.outbox.historyChanged();
          this.desk.reset();
        },
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
    this.followed = new FollowedRooms(({ roomId }) => this.outbox.items.pending(roomId).get().length > 0);
    this.desk = new DeskSide({
      clock,
      random,
      state: this.model.desk,
      presence: this.presence,
      marks: this.marks,
      api: apiOver(this.http),
      request: (command) => this.connection.request(command),
      isReady: () => this.model.list.get().loaded || this.connection.state.get().status !== "connecting",
    });
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

  /** By this client's own doing. Rejects as `run` does. */
  async enter(run: () => Promise<AnyEnteredRoom>): Promise<RoomId> {
    this.#entering++;
    try {
      const asOf = this.people.moment;
      const entered = await run();
      enterRoom(this.model, entered, asOf);
      // What happened meanwhile may have outdated the receipts that came with it.
      if (this.model.room(entered.room.roomId).wantsReceipts) this.catchUp.need();
      return entered.room.roomId;
    } finally {
      this.#entering--;
    }
  }

  #makeRoom(roomId: RoomId): RoomState {
    const room: RoomState = new RoomState(roomId, {
      typing: new TypingAccounts(this.options.clock),
      timeline: new TimelineStore({
        readPage: async (query) => {
          const asOf = this.people.moment;
          const page = await readEventPage(this.http, roomId, query);
          this.people.learn(page.people, asOf);
          return page;
        },
        row: () => room.row.get(),
        isListLoaded: () => this.model.list.get().loaded && !this.model.toFollow.has(roomId),
        closed: () => this.#closedRooms.add(room),
      }),
    });
    return room;
  }

  /** What was told on a connection that is over, and holds only until something else is told. */
  #forgetEphemeral(): void {
    this.presence.forget();
    this.model.desk.typing.clear();
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
    // What comes to the desk is marked there, opened or not.
    if (row === null || isFollowed(row, this.model.myId)) return;
    if (row.unread > 0 && room.areReceiptsTold) this.marks.delivered(room.roomId, row.messageCount);
  }

  #connectionChanged(): void {
    const state = this.connection.state.get();
    const connected = isConnected(state);
    if (state.status !== "stopped") this.outbox.start();
    this.outbox.setConnected(connected);
    this.marks.setConnected(connected);
    if (connected) {
      this.catchUp.resyncIfNeeded();
      this.#resume();
    } else {
      this.#forgetEphemeral();
      this.desk.resume(false);
    }
    if (state.status === "stopped") {
      this.#askAgain.clear();
      this.catchUp.stop();
      this.outbox.stop();
    }
  }

  /** What could not be asked before can be asked now, perhaps. */
  #resume(): void {
    void this.people.fetchWanted();
    for (const room of this.model.rooms()) room.timeline.resume();
    this.desk.resume(true);
  }

  /** It speaks against the connection. And if that stands, nothing else has it asked again. */
  #unanswered(): void {
    const isStill = () => isConnected(this.connection.state.get());
    if (!isStill()) return;
    this.connection.doubt();
    if (!this.#askAgain.isSet) this.#askAgain.set(ASK_AGAIN_MS, () => isStill() && this.#resume());
  }
}
