import type {
  AccountId,
  Body,
  EncryptionMode,
  Epoch,
  EventsQuery,
  JoinedRoom,
  Logged,
  MessageId,
  Person,
  Position,
  Receipt,
  RoomEvent,
  RoomFacts,
  RoomId,
  RoomUpdate,
  Sender,
  SentMessage,
  Seq,
  Sync,
  Timestamp,
} from "@encrptalk/protocol";

/**
 * The durable log and what is derived from it. Every implementation passes `contract.ts`.
 *
 * Writing: each method is one transaction. It resolves after the commit is flushed to disk, having first told
 * `committed` listeners, in commit order. An expected refusal rejects with a `ProtocolError`, a full disk with
 * `storage-full`, and then nothing was stored.
 * Reading: each method sees one consistent snapshot, never older than the last resolved write.
 */
export interface Store {
  readonly epoch: Epoch;

  /** Called for every commit, synchronously and in commit order, before the writer's promise resolves. */
  onCommitted(listener: (change: Change) => void): void;

  // Rooms
  createRoom(input: { roomId: RoomId; title: string; isDefault: boolean } & Origin): Promise<Logged>;
  /** Idempotent: joining twice gives the first event. */
  joinRoom(input: { roomId: RoomId; accountId: AccountId } & Origin): Promise<Logged>;
  /** Idempotent, as joining is. */
  leaveRoom(input: { roomId: RoomId; accountId: AccountId } & Origin): Promise<void>;
  renameRoom(input: { roomId: RoomId; title: string } & Origin): Promise<Logged>;
  setRoomArchived(input: { roomId: RoomId; archived: boolean } & Origin): Promise<Logged>;
  raiseEncryption(input: { roomId: RoomId; mode: EncryptionMode } & Origin): Promise<Logged>;

  // Messages: the sender must be a member; else `room-not-found`.
  sendMessage(input: { roomId: RoomId; messageId: MessageId; body: Body } & Origin): Promise<SentMessage>;
  editMessage(
    input: { roomId: RoomId; editId: MessageId; target: Seq; body: Body } & Origin,
  ): Promise<Logged>;
  /** `anyones`: the sender may delete other people's messages too. Idempotent. */
  deleteMessage(input: { roomId: RoomId; target: Seq; anyones: boolean } & Origin): Promise<Logged>;

  /**
   * Moves watermarks forward; marks of rooms the account is not in are ignored. One transaction for all. In a room of
   * more than MAX_RECEIPT_MEMBERS members delivered marks are ignored, and a read mark moves the account's feed
   * instead of the room's (change `read`), so that a large room's feed stays quiet.
   */
  markReceipts(marks: readonly Mark[]): Promise<void>;

  /** Says in the school's feed that names or roles changed. */
  peopleChanged(accountIds: readonly AccountId[]): Promise<void>;

  // Reading
  /**
   * What `accountId` misses since `sync`; of rooms beyond it, what it is joined to. `online` counts are 0.
   * An update's receipts: those that moved since the room's position, and the account's own in a large room if it
   * moved since the account's position; all of them when the room is `limited`. One answer has a bounded number of
   * events: rooms past it, the least recently changed, are `limited` and may come without events.
   */
  catchUp(accountId: AccountId, sync: Omit<Sync, "type">): Promise<CaughtUp>;
  /** A joined room as the account sees it, or `null`. `online` is 0. */
  joinedRoom(accountId: AccountId, roomId: RoomId): Promise<JoinedRoom | null>;
  joinedRoomIds(accountId: AccountId): Promise<RoomId[]>;
  isMember(accountId: AccountId, roomId: RoomId): Promise<boolean>;
  /** Those of the room that may be told: of a room with more than MAX_RECEIPT_MEMBERS members, the account's own. */
  receipts(accountId: AccountId, roomId: RoomId): Promise<Receipt[]>;
  events(roomId: RoomId, query: EventsQuery): Promise<Events>;
  defaultRoomId(): Promise<RoomId | null>;
  /** Group rooms by title, after the cursor. */
  rooms(query: {
    archived: boolean;
    after: string | undefined;
    limit: number;
  }): Promise<{ rooms: RoomFacts[]; next: string | null }>;
  /** Members by name, after the cursor. */
  members(
    roomId: RoomId,
    query: { after: string | undefined; limit: number },
  ): Promise<{ members: Person[]; total: number; next: string | null }>;
  /** Those that `asker` may know: staff, themself, and whoever shares or shared a room with them. Staff may know all. */
  people(asker: AccountId, accountIds: readonly AccountId[]): Promise<Person[]>;

  /** For the accounts' own tables (accounts, devices, credentials, verifications, password_links, settings). */
  readonly sql: Sql;

  /** Waits for the writes under way and closes the files. */
  close(): Promise<void>;
}

/** Who does it, from where, and when (server clock). */
export interface Origin {
  sender: Sender;
  at: Timestamp;
}

export interface Mark {
  roomId: RoomId;
  accountId: AccountId;
  delivered?: number;
  read?: number;
}

export interface Events {
  events: RoomEvent[];
  head: Seq;
  hasOlder: boolean;
}

export interface CaughtUp {
  /** The asker's positions are of another history. */
  reset: boolean;
  school: Position;
  account: Position;
  rooms: JoinedRoom[];
  updates: RoomUpdate[];
  peopleChanged: AccountId[] | null;
}

/** What a commit changed, for the feeds. `previous` is the position of the same feed before. */
export type Change =
  | { type: "event"; roomId: RoomId; position: Position; previous: Position; event: RoomEvent }
  /** In a room of at most MAX_RECEIPT_MEMBERS members: part of the room's feed. */
  | { type: "receipts"; roomId: RoomId; position: Position; previous: Position; receipts: Receipt[] }
  /** In a larger room: part of the account's own feed, and the room's position does not move. */
  | {
      type: "read";
      accountId: AccountId;
      position: Position;
      previous: Position;
      roomId: RoomId;
      read: number;
    }
  | { type: "joined"; accountId: AccountId; position: Position; previous: Position; room: JoinedRoom }
  | { type: "left"; accountId: AccountId; position: Position; previous: Position; roomId: RoomId }
  | { type: "room"; position: Position; previous: Position; room: RoomFacts }
  | { type: "people"; position: Position; previous: Position; accountIds: AccountId[] };

/** Parameterised SQL in the store's own dialect: how better-auth and the accounts' queries reach the database. */
export interface Sql {
  /** Rows of a query; sees every write resolved before. */
  read<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]>;
  /** One statement as one transaction; resolves when flushed to disk. */
  write<Row>(sql: string, parameters: readonly SqlValue[]): Promise<{ rows: Row[]; changes: number }>;
  /** Several statements as one transaction: all or none. */
  writeAll(statements: readonly SqlStatement[]): Promise<void>;
}

export interface SqlStatement {
  sql: string;
  parameters: readonly SqlValue[];
}

/** What crosses threads as JSON; bytes go as text. */
export type SqlValue = string | number | null;

/** A statement that the database refused, such as one that breaks a constraint. Only that statement's write is undone. */
export class SqlError extends Error {
  override readonly name = "SqlError";

  constructor(
    /** SQLite's extended code, such as `SQLITE_CONSTRAINT_UNIQUE`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
