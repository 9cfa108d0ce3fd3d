import type { AccountId, DeskCounts, DeskFilter, RoomId } from "@encrptalk/protocol";
import type { Observable } from "../observable.ts";
import type { DeskEntryRow } from "./desk-entry-row.ts";

/** What a list shows. Texts as a person typed them: without regard to case and accents. */
export interface DeskListQuery {
  readonly filter: DeskFilter;
  /** The class, exactly. */
  readonly className?: string | undefined;
  /** Part of a name, an e-mail address or a roll ID. */
  readonly search?: string | undefined;
}

export interface DeskListState {
  /** `false` until the first page: no rows mean nothing before. */
  readonly loaded: boolean;
  /** In the order of `compareDeskEntries`: the beginning of the list, as far as it was asked for. */
  readonly rows: readonly DeskEntryRow[];
  /** How many match in all. Exact when `complete`, else follows a change within about a second. */
  readonly total: number;
  /** Whether `rows` are all. */
  readonly complete: boolean;
  readonly loading: boolean;
  /** Why rows are missing: a `ProtocolError` or a `NetworkError`. Tried again when the connection is back. */
  readonly error: unknown;
}

/** One filtered list of students, the same as a fresh fetch would show, at any time while the client is connected. */
export interface DeskList {
  readonly state: Observable<DeskListState>;
  /** Loads the first page and keeps the list true while open; the result closes. Fit for a React effect. */
  open(): () => void;
  /** Adds a page, if there is one. More calls join the first. Never rejects: errors are in `state`. */
  loadMore(): Promise<void>;
  /** Tries again what `state.error` speaks of. */
  retry(): void;
}

/** A message by a student that was new to this client; the lists already show it. */
export interface DeskArrival {
  readonly row: DeskEntryRow;
  /** `replayed`: it came while this client was away; one for each student, however many messages. */
  readonly by: "live" | "replayed";
}

/**
 * The staff's side: all students, who of them waits, and their conversations. For a student its lists stay empty.
 * A conversation is the room `client.room(roomId)`: `open(studentId)` first, then `room.open()` as with any room.
 */
export interface Desk {
  /** Cheap; the same object for the same query as long as it is open. */
  list(query: DeskListQuery): DeskList;
  /** One student's row; fetched when subscribed to. `null` while unknown, and for whoever is no student. */
  entry(studentId: AccountId): Observable<DeskEntryRow | null>;
  /**
   * Opens a student's conversation, and makes it where there is none. Resolves when `client.room(roomId)` has its row
   * and recent messages and is followed live: at once for one that was open lately. Works over HTTP too. Rejects as
   * `command`, after some tries.
   */
  open(studentId: AccountId): Promise<RoomId>;
  /** Nothing is left to do in it. Rejects as `command`, after some tries. */
  close(roomId: RoomId): Promise<void>;
  reopen(roomId: RoomId): Promise<void>;
  /** How many each filter has, and who waits. Kept true, within a second, while subscribed to. */
  readonly counts: Observable<DeskCounts | null>;
  /** Who types in the student's conversation, oneself left out. */
  typing(studentId: AccountId): Observable<readonly AccountId[]>;
  /** Messages by students, for notices: not one's own, nor other staff's. The result stops it. */
  onMessage(listener: (arrival: DeskArrival) => void): () => void;
  /** Rows, own marks or presence of students have changed: what was counted from them is stale. Not throttled. */
  onChanged(listener: () => void): () => void;
}
