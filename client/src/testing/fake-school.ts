import {
  type AccountId,
  type Epoch,
  type EventPage,
  type EventsQuery,
  type JoinedRoom,
  type LiveFrame,
  type MessageId,
  type MessageSent,
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
import { messagesOf, pageOf, senderOf, standing } from "./logs.ts";

type EventOf<T> = T extends RoomEvent ? Omit<T, "seq" | "at" | "sender"> : never;
/** An event before it is in a log. */
export type Happening = EventOf<RoomEvent>;

/** A room's log and who has seen how much of it. */
interface FakeRoom {
  readonly roomId: RoomId;
  title: string;
  position: number;
  readonly log: RoomEvent[];
  readonly members: Set<AccountId>;
  readonly receipts: Map<AccountId, { receipt: Receipt; position: number }>;
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
  /** Told in commit order to whoever listens: `topic` is a room, an account or the school. */
  publish: (topic: string, frame: LiveFrame) => void = () => {};

  addPerson(name: string, role: Person["role"] = "student"): AccountId {
    const accountId = name.toLowerCase().replaceAll(" ", "-") as AccountId;
    this.people.set(accountId, { accountId, name, role });
    this.accounts.set(accountId, 0);
    return accountId;
  }

  addRoom(title: string, members: readonly AccountId[]): RoomId {
    const roomId = title.toLowerCase() as RoomId;
    const room: FakeRoom = {
      roomId,
      title,
      position: 0,
      log: [],
      members: new Set(members),
      receipts: new Map(),
    };
    this.rooms.set(roomId, room);
    this.append(roomId, senderOf(members[0] ?? ("nobody" as AccountId)), { type: "room.created", title });
    return roomId;
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
      kind: "group",
      title: room.title,
      isDefault: false,
      archived: false,
      encryption: "none",
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
    const updates = [...named.values()].map((since) => this.#update(since, accountId));
    return {
      epoch: this.epoch,
      reset,
      me: { accountId, deviceId, name, role },
      school: this.school,
      account: this.accounts.get(accountId) ?? 0,
      rooms: joined
        .filter(({ roomId }) => !named.has(roomId))
        .map(({ roomId }) => this.row(roomId, accountId)),
      updates: updates.filter((update) => update !== null),
      online: [],
      peopleChanged: [],
      people: [...this.people.values()],
    };
  }

  #update(since: Sync["rooms"][number], accountId: AccountId): RoomUpdate | null {
    const { roomId, seq, position } = since;
    const room = this.rooms.get(roomId);
    if (!room?.members.has(accountId)) return { status: "gone", roomId };
    if (room.position <= position) return null;
    const receipts = [...room.receipts.values()]
      .filter((mark) => mark.position > position)
      .map(({ receipt }) => receipt);
    const base = { roomId, head: room.log.length, position: room.position, receipts };
    const events = standing(room.log).slice(seq);
    if (events.length <= this.mostCatchUp) return { ...base, status: "events", events };
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
    const event = this.append(roomId, sender, { type: "message.sent", number, messageId, body });
    // Who writes has read; no receipt tells it.
    this.#setMark(roomId, { accountId: sender.accountId, delivered: number, read: number });
    return event as MessageSent;
  }

  #setMark(roomId: RoomId, receipt: Receipt): void {
    const room = this.room(roomId);
    room.receipts.set(receipt.accountId, { receipt, position: room.position });
  }

  requireMember(roomId: RoomId, accountId: AccountId): void {
    if (!this.rooms.get(roomId)?.members.has(accountId)) throw new ProtocolError("room-not-found");
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
