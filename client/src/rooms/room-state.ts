import {
  type AccountId,
  type JoinedRoom,
  MAX_RECEIPT_MEMBERS,
  type Notify,
  type Position,
  type Receipt,
  type RoomId,
} from "@encrptalk/protocol";
import { Cell } from "../observable.ts";
import { merged } from "../receipts/merged.ts";
import type { TypingAccounts } from "../typing/typing-accounts.ts";
import { type RoomRow, readUpTo, rowOf } from "./room-row.ts";
import type { TimelineStore } from "./timeline.ts";
import type { End } from "./timeline-options.ts";

/** What is known of one room. */
export class RoomState {
  readonly roomId: RoomId;
  readonly row = new Cell<RoomRow | null>(null);
  readonly receipts = new Cell<readonly Receipt[]>([]);
  readonly typing: TypingAccounts;
  readonly timeline: TimelineStore;
  /** How far this client is in the room's feed. */
  position: Position = 0;
  /** The position at which it was joined, as far as is known; an older word of leaving is no news. */
  joinedAt: Position = 0;
  /** Rooms are listed without their receipts; they are asked for when somebody looks. */
  areReceiptsKnown = false;

  constructor(roomId: RoomId, parts: { typing: TypingAccounts; timeline: TimelineStore }) {
    this.roomId = roomId;
    this.typing = parts.typing;
    this.timeline = parts.timeline;
  }

  get areReceiptsTold(): boolean {
    return (this.row.get()?.memberCount ?? 0) <= MAX_RECEIPT_MEMBERS;
  }

  get wantsReceipts(): boolean {
    const isJoined = this.row.get() !== null;
    return isJoined && this.timeline.isOpen && !this.areReceiptsKnown && this.areReceiptsTold;
  }

  /**
   * The room as it stands at `room.position`, with the end of its log, and all its receipts, if they came too. An older
   * one is ignored.
   */
  adopt(room: JoinedRoom, end: Partial<End> & { receipts?: readonly Receipt[] } = {}): void {
    const before = this.row.get();
    if (before === null) this.joinedAt = room.position;
    else if (room.position <= this.position) return;
    // Who has left meanwhile is in none of the events that came.
    if (end.receipts) this.receipts.set([]);
    const wasAtEnd = this.timeline.isAtEnd;
    this.position = room.position;
    this.row.set(readUpTo(rowOf(room), before?.read ?? 0));
    if (before !== null && room.head > before.head)
      this.timeline.moveOn({ events: [], hasOlder: true, ...end, head: room.head, wasAtEnd });
  }

  moveTo(position: Position): void {
    this.position = Math.max(this.position, position);
  }

  /** Whether the room is known as it stood later than at `position`. */
  isPast(position: Position): boolean {
    return this.position > position;
  }

  /** `of`: the position at which they stood. */
  mark(receipts: readonly Receipt[], { of, me }: { of: Position; me: AccountId | null }): void {
    const own = receipts.find(({ accountId }) => accountId === me);
    if (own !== undefined) this.markOwnRead(own.read);
    // Some may be of people who have left since.
    if (this.isPast(of)) return;
    this.receipts.set(merged(this.receipts.get(), receipts));
  }

  markOwnRead(read: number): void {
    const row = this.row.get();
    if (row !== null) this.row.set(readUpTo(row, read));
  }

  setNotify(notify: Notify): void {
    const row = this.row.get();
    if (row !== null && row.notify !== notify) this.row.set({ ...row, notify });
  }

  /** How many members are online. */
  setOnline(online: number): void {
    const row = this.row.get();
    if (row !== null && row.online !== online) this.row.set({ ...row, online });
  }

  forgetReceiptOf(accountId: AccountId): void {
    const receipts = this.receipts.get();
    if (receipts.some((receipt) => receipt.accountId === accountId))
      this.receipts.set(receipts.filter((receipt) => receipt.accountId !== accountId));
  }

  /** Not joined any more. */
  leave(): void {
    this.#forget();
    this.timeline.vanish();
  }

  /** Another history: nothing of it holds. */
  reset(): void {
    this.#forget();
    this.timeline.drop();
  }

  #forget(): void {
    this.position = 0;
    this.areReceiptsKnown = false;
    this.row.set(null);
    this.receipts.set([]);
    this.typing.clear();
  }
}
