import {
  type AccountId,
  type ConversationStatus,
  compareDeskEntries,
  type DeskCounts,
  type DeskEntry,
  type DeskPage,
  type DeskQuery,
  type DeskRow,
  type MessageSent,
  matchesDeskQuery,
  ProtocolError,
  type RoomId,
  type Sync,
  type Synced,
  type Timestamp,
  unreadOf,
} from "@encrptalk/protocol";
import type { FakeRoom, FakeSchool } from "./fake-school.ts";
import { messagesOf, senderOf } from "./logs.ts";

export interface FakeConversation {
  readonly studentId: AccountId;
  status: ConversationStatus;
  waitingSince: Timestamp | null;
}

interface FakeStudent {
  student: DeskRow["student"];
  listed: boolean;
  position: number;
}

/** The desk of a school in memory. */
export class FakeDesk {
  position = 0;
  /** Changed rows past which the list is to be asked for anew. */
  mostRows = 200;
  /** Rows of a page, however many are asked for. */
  mostPage = 200;
  readonly online = new Set<AccountId>();
  readonly #school: FakeSchool;
  readonly #students = new Map<AccountId, FakeStudent>();

  constructor(school: FakeSchool) {
    this.#school = school;
  }

  /** An e-mail address and a roll ID follow from the name. */
  addStudent(name: string, className = "9A"): AccountId {
    const accountId = this.#school.addPerson(name);
    const [email, rollId] = [`${accountId}@school.example`, `R-${accountId}`];
    const student = { accountId, name, email, rollId, className };
    this.#students.set(accountId, { student, listed: true, position: 0 });
    this.#changed([accountId]);
    return accountId;
  }

  update(studentId: AccountId, changes: Partial<Pick<DeskRow["student"], "name" | "className">>): void {
    const student = this.#student(studentId);
    student.student = { ...student.student, ...changes };
    this.#changed([studentId]);
  }

  setListed(studentId: AccountId, listed: boolean): void {
    this.#student(studentId).listed = listed;
    this.#changed([studentId]);
  }

  /** As an import does: too much to be told. */
  changeMany(studentIds: readonly AccountId[], className: string): void {
    for (const studentId of studentIds) {
      const student = this.#student(studentId);
      student.student = { ...student.student, className };
    }
    this.#changed(studentIds, true);
  }

  setOnline(studentId: AccountId, online: boolean): void {
    if (online) this.online.add(studentId);
    else this.online.delete(studentId);
    this.#school.publish("desk", { type: "desk.presence", changes: [{ accountId: studentId, online }] });
  }

  /** Whoever wrote the message, it has its room's row changed. */
  noted(room: FakeRoom, event: { readonly type: string; readonly at: Timestamp }, senderId: AccountId): void {
    const { conversation } = room;
    if (conversation === null) return;
    const isStudent = senderId === conversation.studentId;
    if (event.type === "conversation.closed") conversation.status = "closed";
    if (event.type === "conversation.reopened") conversation.status = "active";
    if (event.type === "message.sent")
      conversation.waitingSince = isStudent ? (conversation.waitingSince ?? event.at) : null;
    if (event.type === "conversation.closed") conversation.waitingSince = null;
    this.#changed([conversation.studentId]);
  }

  roomOf(studentId: AccountId): FakeRoom | null {
    const rooms = [...this.#school.rooms.values()];
    return rooms.find(({ conversation }) => conversation?.studentId === studentId) ?? null;
  }

  /** Opens the conversation, and makes it where there is none. */
  open(studentId: AccountId, by: AccountId): RoomId {
    if (!this.#students.has(studentId)) throw new ProtocolError("room-not-found");
    return this.roomOf(studentId)?.roomId ?? this.#school.addConversation(studentId, senderOf(by));
  }

  entries(asker: AccountId, studentIds: readonly AccountId[]): DeskEntry[] {
    return studentIds.flatMap((id) => (this.#students.has(id) ? [this.#entry(id, asker)] : []));
  }

  page(asker: AccountId, query: Partial<DeskQuery>): DeskPage {
    const { filter = "all", className, search, after, limit = 50 } = query;
    const matching = this.#entries(asker)
      .filter((entry) => matchesDeskQuery(entry, { filter, className, search }))
      .sort(compareDeskEntries);
    const cursor = after === undefined ? null : (JSON.parse(after) as DeskEntry);
    const rest =
      cursor === null ? matching : matching.filter((entry) => compareDeskEntries(entry, cursor) > 0);
    const entries = rest.slice(0, Math.min(limit, this.mostPage));
    const next = rest.length > entries.length ? JSON.stringify(entries.at(-1)) : null;
    return { entries, total: matching.length, next };
  }

  counts(asker: AccountId): DeskCounts {
    const listed = this.#entries(asker).filter((entry) => entry.listed);
    const count = (isIn: (entry: DeskEntry) => boolean) => listed.filter(isIn).length;
    const waiting = listed.flatMap(({ conversation }) => conversation?.waitingSince ?? []);
    return {
      all: listed.length,
      unread: count((entry) => unreadOf(entry) > 0),
      active: count(({ conversation }) => conversation?.status === "active"),
      closed: count(({ conversation }) => conversation?.status === "closed"),
      new: count(({ conversation }) => conversation === null),
      waiting: waiting.length,
      longestWaitingSince: waiting.length === 0 ? null : Math.min(...waiting),
    };
  }

  sync(asker: AccountId, known: Sync, reset: boolean): Synced["desk"] {
    if (known.desk === undefined || this.#school.people.get(asker)?.role !== "admin") return null;
    const since = known.desk;
    const rows = this.#entries(asker).filter(
      ({ position, student }) =>
        position > since || this.#seatMovedAt(student.accountId, asker) > known.account,
    );
    return { position: this.position, rows: reset || rows.length > this.mostRows ? null : rows };
  }

  #entries(asker: AccountId): DeskEntry[] {
    return [...this.#students.keys()].map((studentId) => this.#entry(studentId, asker));
  }

  #entry(studentId: AccountId, asker: AccountId): DeskEntry {
    const room = this.roomOf(studentId);
    return {
      ...this.#row(studentId),
      read: room?.receipts.get(asker)?.receipt.read ?? 0,
      notify: room?.notify.get(asker) ?? "all",
      online: this.online.has(studentId),
    };
  }

  #row(studentId: AccountId): DeskRow {
    const { student, listed, position } = this.#student(studentId);
    const room = this.roomOf(studentId);
    if (!room?.conversation) return { student, conversation: null, listed, position };
    const messages = messagesOf(room.log);
    const { status, waitingSince } = room.conversation;
    const lastMessage = lastOf(messages.at(-1));
    const { roomId } = room;
    const startedAt = room.log[0]?.at ?? 0;
    const conversation = {
      roomId,
      status,
      startedAt,
      messageCount: messages.length,
      lastMessage,
      waitingSince,
    };
    return { student, conversation, listed, position };
  }

  #seatMovedAt(studentId: AccountId, asker: AccountId): number {
    return this.roomOf(studentId)?.seatsMovedAt.get(asker) ?? 0;
  }

  #student(studentId: AccountId): FakeStudent {
    const student = this.#students.get(studentId);
    if (student === undefined) throw new Error(`${studentId} is no student`);
    return student;
  }

  #changed(studentIds: readonly AccountId[], isTooMuch = false): void {
    const previous = this.position;
    this.position = ++this.#school.position;
    for (const studentId of studentIds) this.#student(studentId).position = this.position;
    const rows = isTooMuch ? null : studentIds.map((studentId) => this.#row(studentId));
    this.#school.publish("desk", { type: "desk.changed", position: this.position, previous, rows });
  }
}

function lastOf(message: MessageSent | undefined) {
  if (message === undefined) return null;
  const { seq, number, at, sender, body } = message;
  return { seq, number, at, senderId: sender.accountId, text: body?.alg === "plain" ? body.text : null };
}
