import type { AccountId, Command, ResultOf, RoomId } from "@encrptalk/protocol";
import type { Authentication } from "./api/api.ts";
import { apiOver } from "./api/create-api.ts";
import type { Client } from "./client.ts";
import { type Clock, systemClock } from "./clock.ts";
import { batch } from "./observable.ts";
import { MemoryOutbox } from "./outbox/memory-outbox.ts";
import type { OutboxStorage } from "./outbox/outbox-storage.ts";
import { createRoom } from "./rooms/create-room.ts";
import { persist } from "./rooms/persist.ts";
import type { Room } from "./rooms/room.ts";
import { Session } from "./session.ts";
import type { AnyEnteredRoom, AnyResultOf } from "./wire/result.ts";

export interface ClientOptions {
  /** The school's address, such as `https://chat.school.example`; in a browser `location.origin`. */
  readonly url: string;
  readonly authentication: Authentication;
  /** Whom this client is for. When the server says that it is somebody else, the client stops (`account-changed`). */
  readonly account?: AccountId;
  /** Where unsent messages are kept; by default in memory. In a browser: `openBrowserStorage` of `/browser`. */
  readonly outbox?: OutboxStorage;
  readonly clock?: Clock;
  /** 0 ≤ x < 1; spreads reconnecting clients. */
  readonly random?: () => number;
  readonly WebSocket?: typeof WebSocket;
  readonly fetch?: typeof fetch;
}

/** Starts to connect at once. */
export function createClient(options: ClientOptions): Client {
  const session = new Session({
    account: null,
    outbox: new MemoryOutbox(),
    clock: systemClock,
    random: Math.random,
    WebSocket: globalThis.WebSocket,
    fetch: globalThis.fetch,
    ...options,
  });
  const { model, people, connection, outbox, catchUp } = session;
  const { clock, random } = session.options;
  const rooms = new Map<RoomId, Room>();

  const persistently = <C extends Command>(command: C): Promise<AnyResultOf<C["type"]>> =>
    persist(() => connection.request(command), clock, random);

  const makeRoom = (roomId: RoomId): Room =>
    createRoom({
      ...session,
      state: model.room(roomId),
      clock,
      command: persistently,
      sayTyping: (typing) => void connection.request({ type: "typing.set", roomId, typing }).catch(() => {}),
      wantReceipts: () => catchUp.need(),
      left: () => leave(session, roomId),
    });

  const client: Client = {
    api: apiOver(session.http),
    connection: connection.state,
    me: model.me,
    rooms: model.list,
    outbox: outbox.items.all,
    room(roomId) {
      const room = rooms.get(roomId) ?? makeRoom(roomId);
      rooms.set(roomId, room);
      return room;
    },
    person: (accountId) => people.person(accountId),
    online: (accountId) => people.online(accountId),
    onEvent: session.arrivals.add,
    onRoomChanged: session.changedRooms.add,
    retry: (messageId) => outbox.retry(messageId),
    discard: (messageId) => outbox.discard(messageId),
    async join(roomId) {
      enter(session, await persistently({ type: "room.join", roomId }));
    },
    async createRoom(title) {
      const { roomId } = await connection.request({ type: "room.create", title });
      await client.join(roomId);
      return roomId;
    },
    async renameRoom(roomId, title) {
      await persistently({ type: "room.rename", roomId, title });
    },
    async archiveRoom(roomId) {
      await persistently({ type: "room.archive", roomId });
    },
    async restoreRoom(roomId) {
      await persistently({ type: "room.restore", roomId });
    },
    command: async <C extends Command>(command: C) =>
      (await connection.request(command)) as ResultOf<C["type"]>,
    tryNow: () => connection.tryNow(),
    notifyOnline: () => connection.reconsider(),
    notifyVisible: () => connection.reconsider(),
    close: () => connection.stop("closed"),
  };
  session.start();
  return client;
}

/** The confirmation of joining may come before the account's feed says so, or long after. */
function enter({ model, people }: Session, { room, recent, receipts }: AnyEnteredRoom): void {
  batch(() => {
    const state = model.room(room.roomId);
    people.learn(recent.people);
    state.adopt(room, recent);
    state.areReceiptsKnown = true;
    state.mark(receipts, model.myId);
    state.timeline.enter(recent);
    model.events.moved(state);
  });
}

/** The answer to leaving; the account's feed will say so too. */
function leave({ model }: Session, roomId: RoomId): void {
  const state = model.joined(roomId)?.state;
  if (state === undefined) return;
  batch(() => {
    state.leave();
    model.events.moved(state);
  });
}
