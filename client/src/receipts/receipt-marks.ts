import { MAX_MARKS_PER_COMMAND, type MarkReceipts, ProtocolError, type RoomId } from "@encrptalk/protocol";
import { Alarm, type Clock, since } from "../clock.ts";
import { mayRetry } from "../wire/refusal.ts";

/** Marks go out at most this often. */
const SPACING_MS = 1_000;
const AGAIN_AFTER_MS = 5_000;

interface Marks {
  readonly delivered: number;
  readonly read: number;
}

const NONE: Marks = { delivered: 0, read: 0 };

/** One's own marks on their way to the server: only forward, together, and not too often. */
export class ReceiptMarks {
  readonly #clock: Clock;
  readonly #say: (marks: MarkReceipts["marks"]) => Promise<unknown>;
  readonly #next: Alarm;
  readonly #waiting = new Map<RoomId, Marks>();
  readonly #said = new Map<RoomId, Marks>();
  #saying: readonly Marks[] = [];
  #saidAt = Number.NEGATIVE_INFINITY;
  #isConnected = false;

  constructor(clock: Clock, say: (marks: MarkReceipts["marks"]) => Promise<unknown>) {
    this.#clock = clock;
    this.#say = say;
    this.#next = new Alarm(clock);
  }

  /** Whether the server is about to hear that something was read. */
  get isReadOnItsWay(): boolean {
    if (!this.#isConnected) return false;
    return [...this.#waiting.values(), ...this.#saying].some(({ read }) => read > 0);
  }

  delivered(roomId: RoomId, number: number): void {
    this.#mark(roomId, { delivered: number, read: 0 });
  }

  read(roomId: RoomId, number: number): void {
    this.#mark(roomId, { delivered: 0, read: number });
  }

  setConnected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    if (isConnected) this.#schedule(0);
    else this.#next.clear();
  }

  /** Another history: nothing of it holds. */
  reset(): void {
    this.#waiting.clear();
    this.#said.clear();
  }

  #mark(roomId: RoomId, mark: Marks): void {
    const said = this.#said.get(roomId) ?? NONE;
    if (mark.delivered <= said.delivered && mark.read <= said.read) return;
    this.#waiting.set(roomId, highest(this.#waiting.get(roomId) ?? NONE, mark));
    this.#schedule(0);
  }

  #schedule(leastMs: number): void {
    if (!this.#isConnected || this.#saying.length > 0 || this.#waiting.size === 0 || this.#next.isSet) return;
    const delayMs = Math.max(leastMs, SPACING_MS - since(this.#clock, this.#saidAt));
    this.#next.set(delayMs, () => void this.#flush());
  }

  async #flush(): Promise<void> {
    const marks = [...this.#waiting].slice(0, MAX_MARKS_PER_COMMAND);
    for (const [roomId, mark] of marks) {
      this.#waiting.delete(roomId);
      this.#said.set(roomId, highest(this.#said.get(roomId) ?? NONE, mark));
    }
    this.#saidAt = this.#clock.now();
    this.#saying = marks.map(([, mark]) => mark);
    let leastMs = 0;
    try {
      await this.#say(marks.map(([roomId, mark]) => ({ roomId, ...spoken(mark) })));
    } catch (error) {
      // Refused for good, it would be refused again.
      if (!(error instanceof ProtocolError) || mayRetry(error)) {
        leastMs = AGAIN_AFTER_MS;
        for (const [roomId, mark] of marks)
          this.#waiting.set(roomId, highest(this.#waiting.get(roomId) ?? NONE, mark));
      }
    }
    this.#saying = [];
    this.#schedule(leastMs);
  }
}

const highest = (a: Marks, b: Marks): Marks => ({
  delivered: Math.max(a.delivered, b.delivered),
  read: Math.max(a.read, b.read),
});

const spoken = ({ delivered, read }: Marks) => ({
  ...(delivered > 0 && { delivered }),
  ...(read > 0 && { read }),
});
