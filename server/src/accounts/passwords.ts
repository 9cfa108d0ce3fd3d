import { ProtocolError } from "@encrptalk/protocol";

/** What one argon2id hash costs. */
export interface PasswordCost {
  memoryKibibytes: number;
  passes: number;
}

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
export const OWASP_PASSWORD_COST: PasswordCost = { memoryKibibytes: 19_456, passes: 2 };

/** At once: more would only compete for the same cores, and each holds its memory. */
const MAX_RUNNING = 2;
const MAX_WAITING = 500;

/** Hashes and checks passwords with argon2id on Bun's own threads, a few at a time. Beyond the queue: `unavailable`. */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(cost: PasswordCost) {
    this.#cost = cost;
  }

  hash(password: string): Promise<string> {
    const { memoryKibibytes, passes } = this.#cost;
    return this.#inTurn(() =>
      Bun.password.hash(prepared(password), {
        algorithm: "argon2id",
        memoryCost: memoryKibibytes,
        timeCost: passes,
      }),
    );
  }

  verify(password: string, hash: string): Promise<boolean> {
    return this.#inTurn(() => Bun.password.verify(prepared(password), hash));
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= MAX_RUNNING) {
      if (this.#waiting.length >= MAX_WAITING)
        throw new ProtocolError("unavailable", { retryAfterMs: 5_000 });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** The same characters typed on another keyboard are the same password (NIST SP 800-63B). Bun refuses an empty one. */
const prepared = (password: string): string => password.normalize("NFKC") || "\0";
