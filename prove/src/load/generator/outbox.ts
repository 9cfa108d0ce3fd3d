import type { CommandOf, MessageId, RoomId, SentMessage } from "@encrptalk/protocol";
import type { Ledger } from "./ledger.ts";

/** What a device has to say, until it is acknowledged. */
export class Outbox {
  readonly #ledger: Ledger;
  readonly #waiting = new Map<number, CommandOf<"message.send">>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** The messages' numbers, in the order in which they are to be sent (again). */
  get numbers(): number[] {
    return [...this.#waiting.keys()];
  }

  add(number: number, roomId: RoomId, text: string): void {
    // One and the same however often it is sent, so that sending again is safe (P6).
    const messageId = `message-${number}` as MessageId;
    this.#waiting.set(number, { type: "message.send", roomId, messageId, body: { alg: "plain", text } });
  }

  command(number: number): CommandOf<"message.send"> | undefined {
    return this.#waiting.get(number);
  }

  acknowledged(number: number, { seq }: SentMessage): void {
    this.#waiting.delete(number);
    this.#ledger.acknowledge(number, seq);
  }

  /** The connection was lost: how long it takes now is not the server's doing. */
  disturb(): void {
    for (const number of this.#waiting.keys()) this.#ledger.disturb(number);
  }
}
