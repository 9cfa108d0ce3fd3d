import { fileURLToPath } from "node:url";
import type { Peer, Seat } from "../peers/peer.ts";
import type { Answer, Offer, Offered, Order } from "./orders.ts";

const PROGRAM = fileURLToPath(import.meta.resolve("./main.ts"));

/** The members of a room, in a process of their own. */
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

  /** Connects a member for each seat. */
  async enter(peer: Peer, seats: Seat[]): Promise<void> {
    await this.#order({ type: "enter", peer: peer.name, seats });
  }

  async offer(offer: Offer): Promise<Offered> {
    const answer = await this.#order({ type: "offer", ...offer });
    if (answer.type !== "offered") throw new Error(`The generator answered ${answer.type} to an offer.`);
    return answer.offered;
  }

  /** All members leave. */
  async stop(): Promise<void> {
    this.#process.disconnect();
    await this.#process.exited;
  }

  async #order(order: Order): Promise<Answer> {
    this.#answered = Promise.withResolvers();
    this.#process.send(order);
    const answer = await this.#answered.promise;
    if (answer.type === "failed") throw new Error(answer.reason);
    return answer;
  }
}
