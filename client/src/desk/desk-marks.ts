import type { AccountId, DeskRow, Notify, RoomId } from "@encrptalk/protocol";
import { LastWord } from "../state/last-word.ts";

/** One's own marks and choices as they were told apart from the rows. */
export class DeskMarks {
  readonly #reads = new Map<RoomId, number>();
  readonly #notify = new LastWord<RoomId, Notify>();

  /** To be noted when a question is asked, for `notifyOf`. */
  get now(): number {
    return this.#notify.now;
  }

  read(roomId: RoomId, read: number): void {
    this.#reads.set(roomId, Math.max(this.#reads.get(roomId) ?? 0, read));
  }

  choose(roomId: RoomId, notify: Notify): void {
    this.#notify.tell(roomId, notify);
  }

  /** What is read at least: what was said since, on whichever device, or by writing. */
  readOf({ conversation }: DeskRow, me: AccountId | undefined): number {
    if (conversation === null) return 0;
    const { roomId, lastMessage } = conversation;
    const written = lastMessage?.senderId === me ? (lastMessage?.number ?? 0) : 0;
    return Math.max(written, this.#reads.get(roomId) ?? 0);
  }

  /** What holds, when the answer to a question asked at `asked` says `notify`. */
  notifyOf({ conversation }: DeskRow, notify: Notify, asked: number): Notify {
    return conversation === null ? notify : this.#notify.holds(conversation.roomId, notify, asked);
  }

  clear(): void {
    this.#reads.clear();
    this.#notify.clear();
  }
}
