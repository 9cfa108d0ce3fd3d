import {
  type AccountId,
  type Epoch,
  type EventPage,
  type EventsQuery,
  type JoinedRoom,
  type LiveFrame,
  type MessageId,
  type MessageSent,
  type Notify,
  type Person,
  ProtocolError,
  RECENT_EVENTS,
  type Receipt,
  type RoomEvent,
  type RoomId,
  type RoomUpdate,
  type Sender,
  type Sync,
  type Synced,
} from "@encrptalk/protocol";
import { type FakeConversation, FakeDesk } from "./fake-desk.ts";
import { messagesOf, pageOf, senderOf, standing } from "./logs.ts";

type EventOf<T> = T extends RoomEvent ? Omit<T, "seq" | "at" | "sender"> : never;
/** An event before it is in a log. */
export type Happening = EventOf<RoomEvent>;

/** A room's log and who has seen how much of it. */
export interface FakeRoom {
  readonly roomId: RoomId;
  title: string;
  position: number;
  readonly log: RoomEvent[];
  readonly members: Set<AccountId>;
  readonly receipts: Map<AccountId, { receipt: Receipt; position: number }>;
  readonly conversation: FakeConversation | null;
  readonly notify: Map<AccountId, Notify>;
  /** Of staff: when their own mark or choice moved last, in their account's feed. */
  readonly seatsMovedAt: Map<AccountId, number>;
}

/** A school in memory, just large enough to talk to a client as the protocol says. */
export class FakeSchool {
  epoch = "first" as Epoch;
  position = 0;
  school = 0;
  /** Missed events past which a room is `limited`. */
  mostCatchUp = 200;
  readonly rooms = new Map<RoomId, FakeRoom>();
  readonly accounts = new Map<AccountId, number>();
  readonly people = new Map<AccountId, Person>();
  readonly desk = new FakeDesk(this);
  /** Told in commit order to whoever listens: `topic` is a room, an account, the school or the desk. */
  publish: (topic: string, frame: LiveFrame) => void = () => {};

  addPerson(name: string, role: Person["role"] = "student"): AccountId {
    const accountId = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "-") as AccountId;
    this.people.set(accountId, { accountId, name, role });
    this.accounts.set(accountId, 0);
    return accountId;
  }

  addRoom(title: string, members: readonly AccountId[]): RoomId {
    const roomId = title.toLowerCase() as RoomId;
    this.#makeRoom(roomId, title, members, null);
    this.append(roomId, senderOf(members[0] ?? ("nobody" as AccountId)), { type: "room.created", title });
    return roomId;
  }

  /** A student's room; they are joined to it. */
  addConversation(studentId: AccountId, by: Sender): RoomId {
    const roomId = `with-${studentId}` as RoomId;
    const conversation: FakeConversation = { studentId, status: "active", waitingSince: null };
    this.#makeRoom(roomId, "", [studentId], conversation);
    this.append(roomId, by, { type: "room.created", title: "" });
    this.append(roomId, by, { type: "member.joined", accountId: studentId });
    const { position, previous } = this.#moveAccount(studentId);
    this.publish(studentId, { type: "room.joined", position, previous, room: this.row(roomId, studentId) });
    return roomId;
  }

  #makeRoom(
    roomId: RoomId,
    title: string,
    members: readonly AccountId[],
    conversation: FakeConversation | null,
  ): void {
    this.rooms.set(roomId, {
      roomId,
      title,
      position: 0,
      log: [],
      members: new Set(members),
      receipts: new Map(),
      conversation,
      notify: new Map(),
      seatsMovedAt: new Map(),
    });
  }

  /** Somebody says something, from a device of their own. */
  say(roomId: RoomId, accountId: AccountId, text: string): MessageSent {
    const messageId = `message-${this.position}` as MessageId;
    return this.send(roomId, senderOf(accountId), messageId, text);
  }

  append(roomId: RoomId, sender: Sender, happening: Happening): RoomEvent {
    const room = this.room(roomId);
    const event = { ...happening, seq: room.log.length + 1, at: this.position, sender } as RoomEvent;
    room.log.push(event);
    const previous = room.position;
    room.position = ++this.position;
    this.publish(roomId, { type: "event", position: room.position, previous, roomId, event });
    // Who writes has read; no receipt tells it.
    if (event.type === "message.sent") {
      const { number } = event;
      this.#setMark(roomId, { accountId: sender.accountId, delivered: number, read: number });
    }
    this.desk.noted(room, event, sender.accountId);
    return event;
  }

  mark(
    roomId: RoomId,
    accountId: AccountId,
    { delivered = 0, read = 0 }: { delivered?: number; read?: number },
  ): void {
    const room = this.room(roomId);
    const before = room.receipts.get(accountId)?.receipt;
    const receipt = {
      accountId,
      delivered: Math.max(before?.delivered ?? 0, delivered, read),
      read: Math.max(before?.read ?? 0, read),
    };
    const previous = room.position;
    room.position = ++this.position;
    this.#setMark(roomId, receipt);
    this.publish(roomId, {
      type: "receipts",
      position: room.position,
      previous,
      roomId,
      receipts: [receipt],
    });
    if (this.#isSeat(roomId, accountId) && receipt.read > (before?.read ?? 0)) {
      const moved = this.#moveSeat(roomId, accountId);
      this.publish(accountId, { type: "room.read", ...moved, roomId, read: receipt.read });
    }
  }

  setNotify(roomId: RoomId, accountId: AccountId, notify: Notify): void {
    this.room(roomId).notify.set(accountId, notify);
    const moved = this.#moveSeat(roomId, accountId);
    this.publish(accountId, { type: "room.notify", ...moved, roomId, notify });
  }

  #isSeat(roomId: RoomId, accountId: AccountId): boolean {
    return this.room(roomId).conversation !== null && !this.room(roomId).members.has(accountId);
  }

  #moveSeat(roomId: RoomId, accountId: AccountId): { position: number; previous: number } {
    const moved = this.#moveAccount(accountId);
    this.room(roomId).seatsMovedAt.set(accountId, moved.position);
    return moved;
  }

  join(roomId: RoomId, accountId: AccountId): void {
    const room = this.room(roomId);
    if (room.members.has(accountId)) return;
    room.members.add(accountId);
    this.append(roomId, senderOf(accountId), { type: "member.joined", accountId });
    const number = messagesOf(room.log).length;
    if (number > 0) this.mark(roomId, accountId, { read: number });
    const { position, previous } = this.#moveAccount(accountId);
    this.publish(accountId, { type: "room.joined", position, previous, room: this.row(roomId, accountId) });
  }

  leave(roomId: RoomId, accountId: AccountId): void {
    const room = this.room(roomId);
    if (!room.members.delete(accountId)) return;
    this.append(roomId, senderOf(accountId), { type: "member.left", accountId });
    room.receipts.delete(accountId);
    const { position, previous } = this.#moveAccount(accountId);
    this.publish(accountId, { type: "room.left", position, previous, roomId });
  }

  row(roomId: RoomId, accountId: AccountId): JoinedRoom {
    const room = this.room(roomId);
    const messages = messagesOf(room.log);
    return {
      roomId,
      kind: room.conversation === null ? "group" : "student",
      title: room.title,
      isDefault: false,
      archived: false,
      encryption: "none",
      conversation: room.conversation && {
        studentId: room.conversation.studentId,
        status: room.conversation.status,
      },
      notify: room.notify.get(accountId) ?? "all",
      createdAt: 0,
      memberCount: room.members.size,
      online: 0,
      head: room.log.length,
      position: room.position,
      messageCount: messages.length,
      read: room.receipts.get(accountId)?.receipt.read ?? 0,
      lastMessage: messages.at(-1) ?? null,
    };
  }

  page(roomId: RoomId, query: Partial<EventsQuery>): EventPage {
    const { log } = this.room(roomId);
    return { roomId, head: log.length, people: [...this.people.values()], ...pageOf(log, query) };
  }

  sync({ accountId, deviceId }: Sender, known: Sync): Synced {
    const reset = known.epoch !== null && known.epoch !== this.epoch;
    const named = new Map(reset ? [] : known.rooms.map((room) => [room.roomId, room]));
    const joined = [...this.rooms.values()].filter(({ members }) => members.has(accountId));
    const { name, role } = this.people.get(accountId) ?? { name: "?", role: "student" };
    const updates = [...named.values()].map((since) => this.#update(since, accountId, known.account));
    return {
      epoch: this.epoch,
      reset,
      me: { accountId, deviceId, name, role },
      school: this.school,
      account: this.accounts.get(accountId) ?? 0,
      desk: this.desk.sync(accountId, known, reset),
      rooms: joined
        .filter(({ roomId }) => !named.has(roomId))
        .map(({ roomId }) => this.row(roomId, accountId)),
      updates: updates.filter((update) => update !== null),
      online: [],
      peopleChanged: [],
      people: [...this.people.values()],
    };
  }

  #update(since: Sync["rooms"][number], accountId: AccountId, account: number): RoomUpdate | null {
    const { roomId, seq, position } = since;
    const room = this.rooms.get(roomId);
    if (!room || !this.mayEnter(room, accountId)) return { status: "gone", roomId };
    const isSeatOld = (room.seatsMovedAt.get(accountId) ?? 0) <= account;
    if (room.position <= position && isSeatOld) return null;
    const receipts = [...room.receipts.values()]
      .filter((mark) => mark.position > position)
      .map(({ receipt }) => receipt);
    const notify = room.notify.get(accountId) ?? "all";
    const base = { roomId, notify, head: room.log.length, position: room.position, receipts };
    const events = standing(room.log).slice(seq);
    if (seq > 0 && events.length <= this.mostCatchUp) return { ...base, status: "events", events };
    const recent = events.slice(-Math.min(RECENT_EVENTS, this.mostCatchUp));
    return { ...base, status: "limited", room: this.row(roomId, accountId), events: recent, hasOlder: true };
  }

  send(roomId: RoomId, sender: Sender, messageId: MessageId, text: string): MessageSent {
    const messages = messagesOf(this.room(roomId).log);
    const earlier = messages.find(
      (message) => message.messageId === messageId && message.sender.deviceId === sender.deviceId,
    );
    if (earlier) return earlier;
    const number = messages.length + 1;
    const body = { alg: "plain", text } as const;
    if (this.room(roomId).conversation?.status === "closed")
      this.append(roomId, sender, { type: "conversation.reopened" });
    return this.append(roomId, sender, { type: "message.sent", number, messageId, body }) as MessageSent;
  }

  #setMark(roomId: RoomId, receipt: Receipt): void {
    const room = this.room(roomId);
    room.receipts.set(receipt.accountId, { receipt, position: room.position });
  }

  requireEntry(roomId: RoomId, accountId: AccountId): void {
    const room = this.rooms.get(roomId);
    if (!room || !this.mayEnter(room, accountId)) throw new ProtocolError("room-not-found");
  }

  mayEnter({ members, conversation }: FakeRoom, accountId: AccountId): boolean {
    return members.has(accountId) || (conversation !== null && this.people.get(accountId)?.role === "admin");
  }

  #moveAccount(accountId: AccountId): { position: number; previous: number } {
    const previous = this.accounts.get(accountId) ?? 0;
    const position = ++this.position;
    this.accounts.set(accountId, position);
    return { position, previous };
  }

  room(roomId: RoomId): FakeRoom {
    const room = this.rooms.get(roomId);
    if (room === undefined) throw new ProtocolError("room-not-found");
    return room;
  }
}
