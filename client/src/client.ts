import type {
  AccountId,
  Command,
  MessageId,
  Person,
  ResultOf,
  RoomEvent,
  RoomFacts,
  RoomId,
  Synced,
} from "@encrptalk/protocol";
import type { Api } from "./api/api.ts";
import type { ConnectionState } from "./connection/connection-state.ts";
import type { Desk } from "./desk/desk.ts";
import type { Observable } from "./observable.ts";
import type { OutboxItem } from "./outbox/outbox-item.ts";
import type { Room } from "./rooms/room.ts";
import type { RoomList, RoomRow } from "./rooms/room-row.ts";

/** An event that was new to this client, after it has been applied. */
export interface Arrival {
  readonly roomId: RoomId;
  readonly event: RoomEvent;
  /** `replayed`: it happened while this client was away. */
  readonly by: "live" | "replayed";
}

/** A room that this account is in now and was not before, by somebody else's doing or on another device. */
export interface RoomArrival {
  /** A student room (`kind`): their conversation with the school. Its first event's sender is who started it. */
  readonly room: RoomRow;
  /** `replayed`: it happened while this client was away. */
  readonly by: "live" | "replayed";
}

/** One person on one device, connected to one school. */
export interface Client {
  readonly api: Api;
  readonly connection: Observable<ConnectionState>;
  /** For staff; for others its lists stay empty. */
  readonly desk: Desk;
  /** `null` until the first sync. */
  readonly me: Observable<Synced["me"] | null>;
  /** Rooms of one's own; conversations that staff have open are not among them. */
  readonly rooms: Observable<RoomList>;
  /** Any room, joined or not. Cheap; always the same object for the same id. */
  room(roomId: RoomId): Room;
  /** A person's name and role; fetched when subscribed to. `null` while unknown. */
  person(accountId: AccountId): Observable<Person | null>;
  /**
   * Whether somebody is online, as told since this connection began; `null`: not told (see `api.members`). Staff who
   * subscribe are told of any student.
   */
  online(accountId: AccountId): Observable<boolean | null>;
  /** Everything unsent, of all rooms, oldest first. */
  readonly outbox: Observable<readonly OutboxItem[]>;

  /** Events as they come in, live and replayed; not those of pages, nor of rooms just joined. The result stops it. */
  onEvent(listener: (arrival: Arrival) => void): () => void;
  /** A group room was created, renamed, archived or restored: lists of joinable rooms are stale. */
  onRoomChanged(listener: (room: RoomFacts) => void): () => void;

  /** This account is in one more room; not told of rooms that this client joined itself. The result stops it. */
  onRoomJoined(listener: (arrival: RoomArrival) => void): () => void;

  /** Sends a failed message again, under the same id. */
  retry(messageId: MessageId): void;
  /** Forgets an unsent message. */
  discard(messageId: MessageId): void;

  /** Joins and resolves when `room(roomId)` has its row and recent messages. Rejects as `command`. */
  join(roomId: RoomId): Promise<void>;
  /** A student's own conversation with the school, made where there is none. Resolves and rejects as `join`. */
  openConversation(): Promise<RoomId>;
  /** Creates a group room, joined by its creator. Rejects as `command`. */
  createRoom(title: string): Promise<RoomId>;
  renameRoom(roomId: RoomId, title: string): Promise<void>;
  archiveRoom(roomId: RoomId): Promise<void>;
  restoreRoom(roomId: RoomId): Promise<void>;
  /** Any command, once, over whichever way is open. Rejects with `ProtocolError`, or `NetworkError` without an answer. */
  command<C extends Command>(command: C): Promise<ResultOf<C["type"]>>;

  /** Tries to connect at once. */
  tryNow(): void;
  /** The system says that there is a network again. */
  notifyOnline(): void;
  /** The system says that there is no network any more: whether the connection still works is found out soon. */
  notifyOffline(): void;
  /** The person looks at the window again. */
  notifyVisible(): void;
  /** Disconnects for good. What is in the outbox stays there. */
  close(): void;
}
