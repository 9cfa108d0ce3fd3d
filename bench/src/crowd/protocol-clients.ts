import { fileURLToPath } from "node:url";
import type { RoomId } from "@encrptalk/protocol";
import type { Answer, Arrived, Order, Seat, Sent } from "./orders.ts";

/** Beyond the time that an order names, it is carried out within this, or something hangs. */
const PATIENCE_MS = 120_000;

const PROGRAM = fileURLToPath(import.meta.resolve("./main.ts"));

/** Many clients that speak our protocol and keep their positions, in a process of their own. */
export class ProtocolClients {
  #answered = Promise.withResolvers<Answer>();
  readonly #process = Bun.spawn([process.execPath, PROGRAM], {
    stdio: ["ignore", "inherit", "inherit"],
    ipc: (answer: Answer) => this.#answered.resolve(answer),
    onExit: () => this.#answered.resolve({ type: "failed", reason: "the crowd's process ended" }),
  });

  /** As `arrive.ts` says. */
  async arrive(url: string, seats: readonly Seat[], sayIn: RoomId | null = null): Promise<Arrived> {
    const answer = await this.#order({ type: "arrive", url, seats: [...seats], sayIn }, 0);
    if (answer.type !== "arrived") throw new Error(`The crowd answered ${answer.type} to an arrival.`);
    return answer.arrived;
  }

  /** As `send.ts` says. */
  async send(seconds: number): Promise<Sent> {
    const answer = await this.#order({ type: "send", seconds }, seconds * 1_000);
    if (answer.type !== "sent") throw new Error(`The crowd answered ${answer.type} to sending.`);
    return answer.sent;
  }

  /** All leave. */
  async stop(): Promise<void> {
    this.#process.disconnect();
    await this.#process.exited;
  }

  async #order(order: Order, takesMs: number): Promise<Answer> {
    const answered = Promise.withResolvers<Answer>();
    this.#answered = answered;
    const reason = `the crowd did not finish "${order.type}" in time`;
    const timer = setTimeout(() => answered.resolve({ type: "failed", reason }), takesMs + PATIENCE_MS);
    this.#process.send(order);
    const answer = await answered.promise;
    clearTimeout(timer);
    if (answer.type === "failed") throw new Error(answer.reason);
    return answer;
  }
}
