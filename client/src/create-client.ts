import { type AccountId, type Command, ProtocolError, type ResultOf, type RoomId } from "@encrptalk/protocol";
import type { Authentication } from "./api/api.ts";
import { apiOver } from "./api/create-api.ts";
import type { Client } from "./client.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createDesk } from "./desk/create-desk.ts";
import { NetworkError } from "./network-error.ts";
import { batch } from "./observable.ts";
import { MemoryOutbox } from "./outbox/memory-outbox.ts";
import type { OutboxStorage } from "./outbox/outbox-storage.ts";
import { createRoom } from "./rooms/create-room.ts";
import { persist } from "./rooms/persist.ts";
import type { Room } from "./rooms/room.ts";
import { Session } from "./session.ts";
import type { AnyResultOf } from "./wire/result.ts";

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
  const { model, people, presence, connection, outbox, marks, catchUp } = session;
  const { clock, random } = session.options;
  const rooms = new Map<RoomId, Room>();

  const persistently = <C extends Command>(command: C): Promise<AnyResultOf<C["type"]>> => {
    const { epoch } = model;
    const request = () => {
      // In another history the number is another message's.
      if ("target" in command && epoch !== null && model.epoch !== epoch)
        throw new ProtocolError("message-not-found");
      return connection.request(command);
    };
    return persist(request, clock, random);
  };

  const makeRoom = (roomId: RoomId): Room =>
    createRoom({
      ...session,
      state: model.room(roomId),
      clock,
      command: persistently,
      sayTyping: (typing) => void connection.request({ type: "typing.set", roomId, typing }).catch(() => {}),
      wantReceipts: () => catchUp.need(),
      read(number) {
        marks.read(roomId, number);
        model.desk.markRead(roomId, number);
      },
      notified: (notify) => model.desk.setNotify(roomId, notify),
      left: () => leave(session, roomId),
    });

  const client: Client = {
    api: apiOver(session.http),
    connection: connection.state,
    me: model.me,
    rooms: model.list,
    outbox: outbox.items.all,
    desk: createDesk(session, persistently),
    room(roomId) {
      const room = rooms.get(roomId) ?? makeRoom(roomId);
      rooms.set(roomId, room);
      return room;
    },
    person: (accountId) => people.person(accountId),
    online: (accountId) => presence.online(accountId),
    onEvent: session.arrivals.add,
    onRoomChanged: session.changedRooms.add,
    onRoomJoined: session.joinedRooms.add,
    retry: (messageId) => outbox.retry(messageId),
    discard: (messageId) => outbox.discard(messageId),
    async join(roomId) {
      await session.enter(() => persistently({ type: "room.join", roomId }));
    },
    async openConversation() {
      const me = model.myId;
      if (me === null) throw new NetworkError("unreachable");
      const own = model.list.get().rows.find(({ conversation }) => conversation?.studentId === me);
      return own?.roomId ?? session.enter(() => persistently({ type: "conversation.open", studentId: me }));
    },
    createRoom: (title) =>
      session.enter(async () => {
        const { roomId } = await connection.request({ type: "room.create", title });
        return persistently({ type: "room.join", roomId });
      }),
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
    notifyOffline: () => connection.doubt(),
    notifyVisible: () => connection.reconsider(),
    close: () => connection.stop("closed"),
  };
  session.start();
  return client;
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
