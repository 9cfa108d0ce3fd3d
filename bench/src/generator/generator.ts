import { fileURLToPath } from "node:url";
import type { Peer, Seat } from "../peers/peer.ts";
import type { Answer, Offer, Offered, Order } from "./orders.ts";

/** Beyond the time that the messages take, an order is carried out within this, or something hangs. */
const PATIENCE_MS = 60_000;

const PROGRAM = fileURLToPath(import.meta.resolve("./main.ts"));

/** People in rooms, in a process of their own. */
export class Generator {
  #answered = Promise.withResolvers<Answer>();
  readonly #process = Bun.spawn([process.execPath, PROGRAM], {
    stdio: ["ignore", "inherit", "inherit"],
    ipc: (answer: Answer) => this.#answered.resolve(answer),
    onExit: () => this.#answered.resolve({ type: "failed", reason: "the generator ended" }),
  });

  get processId(): number {
    return this.#process.pid;
  }

  /** Connects a person for each seat. */
  async enter(peer: Peer, seats: Seat[]): Promise<void> {
    await this.#order({ type: "enter", peer: peer.name, seats });
  }

  async offer(offer: Offer): Promise<Offered> {
    const answer = await this.#order({ type: "offer", ...offer });
    if (answer.type !== "offered") throw new Error(`The generator answered ${answer.type} to an offer.`);
    return answer.offered;
  }

  /** Everybody leaves. */
  async stop(): Promise<void> {
    this.#process.disconnect();
    await this.#process.exited;
  }

  async #order(order: Order): Promise<Answer> {
    const answered = Promise.withResolvers<Answer>();
    this.#answered = answered;
    const patienceMs = PATIENCE_MS + (order.type === "offer" ? (order.dueMs.at(-1) ?? 0) : 0);
    const reason = `the generator did not finish "${order.type}" in time`;
    const timer = setTimeout(() => answered.resolve({ type: "failed", reason }), patienceMs);
    this.#process.send(order);
    const answer = await answered.promise;
    clearTimeout(timer);
    if (answer.type === "failed") throw new Error(answer.reason);
    return answer;
  }
}
