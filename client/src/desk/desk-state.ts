import type { AccountId, DeskEntry, DeskRow, Notify, Position, RoomId, Synced } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { Listeners } from "../listeners.ts";
import { Cell, Cells } from "../observable.ts";
import type { Presence } from "../people/presence.ts";
import type { DeskArrival } from "./desk.ts";
import { type DeskEntryRow, entryRowOf, type OwnMarks } from "./desk-entry-row.ts";
import { DeskMarks } from "./desk-marks.ts";
import { DeskNews, type Hearing } from "./desk-news.ts";
import { DeskTyping } from "./desk-typing.ts";

/** A row has changed, or is known now. */
export interface Placed {
  readonly before: DeskEntryRow | null;
  readonly after: DeskEntryRow;
  /** The server told of it, and what it was before is not known: it may have been in any list. */
  readonly isSurprise: boolean;
}

/** The moment of a question about students: what was told after it holds against the answer. */
export interface Asked {
  readonly era: number;
  readonly marks: number;
  readonly presence: number;
}

export interface DeskStateOptions {
  readonly me: () => Synced["me"] | null;
  readonly presence: Presence;
  readonly clock: Clock;
}

/** Of a student without a conversation. */
const NO_MARKS: OwnMarks = { read: 0, notify: "all" };

/** Every row of the desk that this client has heard of, the newest position of each, with one's own marks. */
export class DeskState {
  /** How far this client is in the desk's feed. */
  position: Position = 0;
  readonly placed = new Listeners<Placed>();
  /** Rows or marks have changed, all that belong together. */
  readonly changed = new Listeners<void>();
  readonly arrivals = new Listeners<DeskArrival>();
  /** Rows may have changed that nothing was told of: lists are to be asked for anew. */
  readonly forgotten = new Listeners<void>();
  /** Students whose entries are missing. */
  readonly wanted = new Listeners<readonly AccountId[]>();
  /** Students have come or gone. */
  readonly presenceChanged = new Listeners<void>();
  readonly typing: DeskTyping;
  readonly #me: () => Synced["me"] | null;
  readonly #presence: Presence;
  readonly #rows = new Map<AccountId, DeskEntryRow>();
  readonly #entries: Cells<AccountId, DeskEntryRow | null>;
  /** Those of `#rows` that may have changed unheard. */
  readonly #stale = new Set<AccountId>();
  /** Rows whose own marks are not known yet. */
  readonly #heard = new Map<AccountId, DeskRow>();
  readonly #students = new Map<RoomId, AccountId>();
  readonly #marks = new DeskMarks();
  readonly #news = new DeskNews();
  #era = 0;
  #isSynced = false;
  #isDirty = false;

  constructor({ me, presence, clock }: DeskStateOptions) {
    this.#me = me;
    this.#presence = presence;
    this.typing = new DeskTyping(clock);
    this.#entries = new Cells((studentId) => {
      const row = this.#rows.get(studentId) ?? null;
      return new Cell<DeskEntryRow | null>(row, () => {
        if (!this.#isKnown(studentId)) this.wanted.tell([studentId]);
      });
    });
  }

  /** `null`: nobody knows yet. */
  get isStaff(): boolean | null {
    const me = this.#me();
    return me === null ? null : me.role === "admin";
  }

  row(studentId: AccountId): DeskEntryRow | null {
    return this.#rows.get(studentId) ?? null;
  }

  entry(studentId: AccountId): Cell<DeskEntryRow | null> {
    return this.#entries.at(studentId);
  }

  /** The conversation of a student, as far as is known; may not be up to date. */
  roomOf(studentId: AccountId): RoomId | null {
    const row = this.#heard.get(studentId) ?? this.#rows.get(studentId);
    return row?.conversation?.roomId ?? null;
  }

  studentOf(roomId: RoomId): AccountId | null {
    return this.#students.get(roomId) ?? null;
  }

  /** To be noted when a question is asked, for `learn`. */
  ask(): Asked {
    return { era: this.#era, marks: this.#marks.now, presence: this.#presence.now };
  }

  applyFrame({ position, rows }: { position: Position; rows: readonly DeskRow[] | null }): void {
    this.position = position;
    if (rows === null) return this.#forget();
    for (const row of rows) this.#merge(row, null, "live");
    this.#settle();
  }

  /** `null`: not staff. */
  applySynced(synced: Synced["desk"]): void {
    if (synced === null) return this.#isSynced ? this.reset() : undefined;
    const by = this.#isSynced ? "replayed" : "fetched";
    this.#isSynced = true;
    this.position = Math.max(this.position, synced.position);
    if (synced.rows === null) return this.#forget();
    const asked = this.ask();
    for (const entry of synced.rows) this.#learn(entry, asked, by);
    this.#settle();
  }

  /** The answer to a question. `false`: too much has happened since, it is to be asked again. */
  learn(entries: readonly DeskEntry[], asked: Asked): boolean {
    if (asked.era !== this.#era) return false;
    for (const entry of entries) this.#learn(entry, asked, "fetched");
    this.#settle();
    return true;
  }

  /** They were asked for, and are no students. */
  areNone(studentIds: readonly AccountId[]): void {
    for (const studentId of studentIds) this.#heard.delete(studentId);
  }

  markRead(roomId: RoomId, read: number): void {
    this.#marks.read(roomId, read);
    this.#remark(roomId, (row) => (row.read < read ? { read, notify: row.notify } : row));
  }

  setNotify(roomId: RoomId, notify: Notify): void {
    this.#marks.choose(roomId, notify);
    this.#remark(roomId, ({ read }) => ({ read, notify }));
  }

  /** Another history, or nobody of the staff any more: nothing holds. */
  reset(): void {
    this.position = 0;
    this.#isSynced = false;
    for (const known of [this.#rows, this.#stale, this.#students, this.#marks]) known.clear();
    for (const [, cell] of this.#entries.entries()) cell.set(null);
    this.#forget();
  }

  #forget(): void {
    this.#era++;
    this.#heard.clear();
    this.#news.clear();
    for (const studentId of this.#rows.keys()) this.#stale.add(studentId);
    const looked = [...this.#entries.entries()].filter(([, cell]) => cell.isObserved);
    this.wanted.tell(looked.map(([studentId]) => studentId));
    this.forgotten.tell();
    this.changed.tell();
  }

  #learn(entry: DeskEntry, asked: Asked, by: Hearing): void {
    this.#presence.learn(entry.student.accountId, entry.online, asked.presence);
    const notify = this.#marks.notifyOf(entry, entry.notify, asked.marks);
    this.#merge(entry, { read: entry.read, notify }, by);
  }

  /** `marks`: one's own, where the row came with them. */
  #merge(row: DeskRow, marks: OwnMarks | null, by: Hearing): void {
    const { accountId } = row.student;
    const old = this.#rows.get(accountId) ?? null;
    const heard = this.#heard.get(accountId) ?? null;
    this.#news.note(row, heard ?? old, by);
    const newest = [old, heard].reduce<DeskRow>((a, b) => (b && b.position > a.position ? b : a), row);
    const own = marks ?? this.#marksOf(newest, old);
    if (own === null) {
      this.#heard.set(accountId, newest);
      return this.wanted.tell([accountId]);
    }
    this.#heard.delete(accountId);
    this.#place(newest, own, heard !== null || by !== "fetched");
  }

  #marksOf({ student, conversation }: DeskRow, old: DeskEntryRow | null): OwnMarks | null {
    if (conversation === null) return NO_MARKS;
    return this.#isKnown(student.accountId) ? old : null;
  }

  #place(row: DeskRow, { read, notify }: OwnMarks, isTold: boolean): void {
    const { accountId } = row.student;
    const old = this.#rows.get(accountId) ?? null;
    const wasStale = this.#stale.delete(accountId);
    const marks = {
      read: Math.max(read, old?.read ?? 0, this.#marks.readOf(row, this.#me()?.accountId)),
      notify,
    };
    const isSame = old?.position === row.position && old.read === marks.read && old.notify === notify;
    if (isSame && !isTold) return;
    if (row.conversation !== null) this.#students.set(row.conversation.roomId, accountId);
    // The same: a page has brought it before its own frame came.
    const isSurprise = isTold && (old === null || wasStale || isSame);
    this.#put({ before: old, after: isSame ? old : entryRowOf(row, marks), isSurprise });
  }

  #put(placed: Placed): void {
    const { after } = placed;
    const { accountId } = after.student;
    this.#rows.set(accountId, after);
    this.#entries.find(accountId)?.set(after);
    this.typing.placed(placed);
    this.placed.tell(placed);
    this.#isDirty = true;
  }

  #remark(roomId: RoomId, marked: (row: DeskEntryRow) => OwnMarks): void {
    const studentId = this.#students.get(roomId);
    const row = studentId === undefined ? undefined : this.#rows.get(studentId);
    const marks = row && marked(row);
    if (row && marks && (marks.read !== row.read || marks.notify !== row.notify))
      this.#put({ before: row, after: entryRowOf(row, marks), isSurprise: false });
    // Even when nothing is new here: the server counts it only now.
    this.#isDirty = true;
    this.#settle();
  }

  #isKnown(studentId: AccountId): boolean {
    return this.#rows.has(studentId) && !this.#stale.has(studentId);
  }

  #settle(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    this.changed.tell();
    for (const { studentId, by } of this.#news.take((id) => this.#isKnown(id) && !this.#heard.has(id))) {
      const row = this.#rows.get(studentId);
      if (row !== undefined && row.unread > 0) this.arrivals.tell({ row, by });
    }
  }
}
