import type { RoomId } from "@encrptalk/protocol";
import { between } from "../backoff.ts";
import { Alarm, type Clock } from "../clock.ts";
import type { ReceiptMarks } from "../receipts/receipt-marks.ts";
import type { DeskEntryRow } from "./desk-entry-row.ts";

/** Each message reaches many of the staff at once: they do not all say so at the same moment. */
const MOST_DELAY_MS = 500;

/** Students' messages that have reached this desk are delivered. */
export class DeskDeliveries {
  readonly #marks: ReceiptMarks;
  readonly #random: () => number;
  readonly #next: Alarm;
  readonly #reached = new Map<RoomId, number>();

  constructor(clock: Clock, random: () => number, marks: ReceiptMarks) {
    this.#marks = marks;
    this.#random = random;
    this.#next = new Alarm(clock);
  }

  reached({ student, conversation, unread }: DeskEntryRow): void {
    const last = conversation?.lastMessage;
    if (conversation === null || unread === 0 || last?.senderId !== student.accountId) return;
    this.#reached.set(conversation.roomId, last.number);
    if (!this.#next.isSet) this.#next.set(between(0, MOST_DELAY_MS, this.#random), () => this.#say());
  }

  /** Another history: nothing of it holds. */
  forget(): void {
    this.#reached.clear();
    this.#next.clear();
  }

  #say(): void {
    for (const [roomId, number] of this.#reached) this.#marks.delivered(roomId, number);
    this.#reached.clear();
  }
}
