import { fileURLToPath } from "node:url";

interface Failed {
  type: "failed";
  reason: string;
}

/** A program of ours in a process of its own, which carries out one order after the other. */
export class Child<Order extends { type: string }, Answer extends { type: string }> {
  readonly #process: Bun.Subprocess<"ignore", "inherit", "inherit">;
  #answered = Promise.withResolvers<Answer | Failed>();

  constructor(program: string) {
    this.#process = Bun.spawn([process.execPath, fileURLToPath(import.meta.resolve(program))], {
      stdio: ["ignore", "inherit", "inherit"],
      ipc: (answer: Answer | Failed) => this.#answered.resolve(answer),
      onExit: () => this.#answered.resolve({ type: "failed", reason: `${program} ended` }),
    });
    process.on("exit", () => this.#process.kill("SIGKILL"));
  }

  get processId(): number {
    return this.#process.pid;
  }

  /** Resolves with the answer of this type; rejects with what went wrong instead. */
  async order<Type extends Answer["type"]>(
    order: Order,
    type: Type,
  ): Promise<Extract<Answer, { type: Type }>> {
    const answered = Promise.withResolvers<Answer | Failed>();
    this.#answered = answered;
    this.#process.send(order);
    const answer = await answered.promise;
    if (answer.type === type) return answer as Extract<Answer, { type: Type }>;
    throw new Error(answer.type === "failed" ? (answer as Failed).reason : `answered ${answer.type}`);
  }

  async end(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }
}
