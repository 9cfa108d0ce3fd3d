import type {
  AccountId,
  AuditQuery,
  Body,
  ConversationStatus,
  DeskCounts,
  DeskEntry,
  DeskPage,
  DeskQuery,
  DeskRow,
  EncryptionMode,
  Epoch,
  EventPage,
  EventsQuery,
  JoinedRoom,
  Logged,
  MessageId,
  Notify,
  Person,
  Position,
  Receipt,
  RoomEvent,
  RoomFacts,
  RoomId,
  Sender,
  SentMessage,
  Seq,
  StudentDetails,
  Sync,
  Timestamp,
} from "@encrptalk/protocol";
import type { Encoded } from "../encoded.ts";
import type { AuditEntry, AuditRows } from "./audit-entry.ts";
import type { EncodedUpdate } from "./encoded-update.ts";
import type { WaitingQuery, WaitingRoom } from "./waiting.ts";

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

  /**
   * Called for every commit, synchronously and in commit order, before the writer's promise resolves. A listener that
   * throws keeps nothing from the others or from the writer.
   */
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

  // Conversations: student rooms, whose one member is the student. Active staff may enter all of them, as if members.
  /**
   * The student's room; `roomId` is the new one's where there was none. Idempotent, whoever asks first. Errors:
   * `not-found` for who is no student, or is deactivated and never had one.
   */
  openConversation(input: { roomId: RoomId; studentId: AccountId } & Origin): Promise<RoomId>;
  /** Idempotent, as joining is. A message reopens too: `conversation.reopened` and the message are one transaction. */
  setConversationStatus(input: { roomId: RoomId; status: ConversationStatus } & Origin): Promise<Logged>;
  /** For new staff: what was said in the conversations before them counts as read. Idempotent. */
  takeSeats(accountId: AccountId): Promise<void>;
  /** Rooms that the account may not enter are ignored. */
  setNotify(input: { roomId: RoomId; accountId: AccountId; notify: Notify }): Promise<void>;

  // Messages: who may not enter the room gets `room-not-found`.
  sendMessage(input: { roomId: RoomId; messageId: MessageId; body: Body } & Origin): Promise<SentMessage>;
  editMessage(
    input: { roomId: RoomId; editId: MessageId; target: Seq; body: Body } & Origin,
  ): Promise<Logged>;
  /** `anyones`: the sender may delete other people's messages too, in a group room. Idempotent. */
  deleteMessage(input: { roomId: RoomId; target: Seq; anyones: boolean } & Origin): Promise<Logged>;

  /**
   * Moves watermarks forward; marks of rooms the account is not in are ignored. One transaction for all. In a room of
   * more than MAX_RECEIPT_MEMBERS members delivered marks are ignored, and a read mark moves the account's feed
   * instead of the room's (change `read`), so that a large room's feed stays quiet. A read mark of staff in a student
   * room moves both: their own other devices may show only the desk's list.
   */
  markReceipts(marks: readonly Mark[]): Promise<void>;

  // Reading
  /**
   * What `accountId` misses since `sync`; of rooms beyond it, what it is joined to. Staff may name student rooms.
   * `online` counts are 0, and nobody on the desk is online.
   * An update's receipts: those that moved since the room's position, and the account's own in a large room if it
   * moved since the account's position; all of them when the room is `limited`. One answer has a bounded number of
   * events: rooms past it, the least recently changed, are `limited` and may come without events.
   */
  catchUp(accountId: AccountId, sync: Omit<Sync, "type">): Promise<CaughtUp>;
  /** A room that the account may enter, as it sees it, or `null`. `online` is 0. */
  joinedRoom(accountId: AccountId, roomId: RoomId): Promise<JoinedRoom | null>;
  /** Whether the account is a member, or staff where it is a student room. */
  mayEnter(accountId: AccountId, roomId: RoomId): Promise<boolean>;
  /** Those of the room that may be told: of a room with more than MAX_RECEIPT_MEMBERS members, the account's own. */
  receipts(accountId: AccountId, roomId: RoomId): Promise<Receipt[]>;
  events(roomId: RoomId, query: EventsQuery): Promise<Events>;
  /** The same for `asker`, with the people that it mentions; `null` for who may not enter the room. */
  eventPage(asker: AccountId, roomId: RoomId, query: EventsQuery): Promise<Encoded<EventPage> | null>;
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

  // The desk, as `asker`, who is staff, sees it. Nobody is online: the store does not know.
  /** Those that are students', deactivated ones too. */
  deskEntries(asker: AccountId, studentIds: readonly AccountId[]): Promise<DeskEntry[]>;
  /** Errors: `malformed` for a cursor of nobody. */
  deskPage(asker: AccountId, query: DeskQuery): Promise<DeskPage>;
  deskCounts(asker: AccountId): Promise<DeskCounts>;
  /** How much was written in student rooms, by quarters of an hour, and the median of the first answers, since `since`. */
  deskActivity(since: Timestamp): Promise<DeskActivity>;
  /** `null` for who is no student. */
  studentDetails(asker: AccountId, studentId: AccountId): Promise<StudentDetails | null>;
  /** Classes of listed students, by name. */
  classes(): Promise<{ className: string; students: number }[]>;

  // For notifications
  /** Of the last commit. */
  position(): Promise<Position>;
  /** What waits in rooms for those who may enter them, or for one account in those of its rooms that changed since. */
  waiting(query: WaitingQuery): Promise<WaitingRoom[]>;
  /** Students' conversations with something written since that the student has not read. */
  unreadConversations(query: { since: Timestamp }): Promise<RoomId[]>;

  /**
   * Who did what, newest first: what changed in rooms by itself, and what statements of `sql` say of themselves. The
   * rows are written in the transactions of what they tell, and never change.
   */
  auditPage(query: AuditQuery): Promise<AuditRows>;

  /**
   * For the accounts' own tables (accounts, devices, credentials, verifications, password_links, settings) and those
   * of notifications (push_subscriptions, pushed, mailed).
   */
  readonly sql: Sql;

  /** Calls that wait or are under way, for whoever watches the server. */
  queued(): { writes: number; reads: number };

  /** Waits for the writes under way and closes the files. */
  close(): Promise<void>;
}

/** Who does it, from where, and when (server clock). */
export interface Origin {
  sender: Sender;
  at: Timestamp;
  /** The IP address of the request, for the audit log. */
  address?: string;
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

export interface DeskActivity {
  /** `at`: the start of a quarter of an hour in which something was written, ascending. */
  quarters: { at: Timestamp; fromStudents: number; fromStaff: number }[];
  medianFirstResponseMs: number | null;
}

/** How far a room's feed is. */
export interface FeedHead {
  roomId: RoomId;
  position: Position;
}

export interface CaughtUp {
  /** The asker's positions are of another history. */
  reset: boolean;
  school: Position;
  account: Position;
  /** `null`: not asked for, or not staff. `rows`: `null` when too many changed. */
  desk: { position: Position; rows: DeskEntry[] | null } | null;
  /** All that the asker is joined to, and of the other rooms that it named those that it may enter. */
  joined: FeedHead[];
  entered: FeedHead[];
  rooms: JoinedRoom[];
  updates: EncodedUpdate[];
  peopleChanged: AccountId[] | null;
  /** The asker; `null`: there is no such account. */
  self: Person | null;
  /** Those whom the events and the last messages of `rooms` mention and the asker may know, each once. */
  people: Person[];
}

/** What a commit changed, for the feeds. `previous` is the position of the same feed before. */
export type Change =
  | { type: "event"; roomId: RoomId; position: Position; previous: Position; event: RoomEvent }
  /** In a room of at most MAX_RECEIPT_MEMBERS members: part of the room's feed. */
  | { type: "receipts"; roomId: RoomId; position: Position; previous: Position; receipts: Receipt[] }
  /** Part of the account's own feed: in a larger room, where the room's position does not move; and of staff, on the desk. */
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
  | {
      type: "notify";
      accountId: AccountId;
      position: Position;
      previous: Position;
      roomId: RoomId;
      notify: Notify;
    }
  /** `null`: too many to name, here and below. */
  | { type: "people"; position: Position; previous: Position; accountIds: AccountId[] | null }
  /** Part of the desk's feed, which staff hear. */
  | { type: "desk"; position: Position; previous: Position; rows: DeskRow[] | null };

/** Parameterised SQL in the store's own dialect: how better-auth and the accounts' queries reach the database. */
export interface Sql {
  /** Rows of a query; sees every write resolved before. */
  read<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]>;
  /** One statement as one transaction; resolves when flushed to disk. `audit` as in `SqlStatement`. */
  write<Row>(
    sql: string,
    parameters: readonly SqlValue[],
    audit?: AuditEntry,
  ): Promise<{ rows: Row[]; changes: number }>;
  /** Several statements as one transaction, all or none, and with them what follows from them. */
  writeAll(statements: readonly SqlStatement[], changed?: ChangedPeople): Promise<void>;
  /** What changes nothing else is written down by itself. */
  record(entry: AuditEntry): Promise<void>;
}

/** What statements about accounts changed for the feeds. Whoever's facts are as before is not told of. */
export interface ChangedPeople {
  /** Whose name or role may have changed: told in the school's feed. */
  names?: readonly AccountId[];
  /** Whose row on the desk may have changed, or is new: told in the desk's feed. */
  students?: readonly AccountId[];
}

export interface SqlStatement {
  sql: string;
  parameters: readonly SqlValue[];
  /**
   * What the audit log says of it, in the same transaction: written if the statement changes or gives a row. A `count`
   * in its details becomes the number of those rows.
   */
  audit?: AuditEntry;
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
