import { type ErrorCode, ProtocolError } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { type Rate, TokenBuckets } from "../token-bucket.ts";

/** Wrong answers for one account or code: ten at once, then one in half a minute. */
const PER_SUBJECT: Rate = { burst: 10, perSecond: 1 / 30 };
/** Wrong answers from one address, behind which a whole school may sit: 200 at once, then one a second. */
const PER_ADDRESS: Rate = { burst: 200, perSecond: 1 };

/**
 * Limits how often a secret may be guessed. An attempt is counted before it is judged, so that a hundred at the same
 * time are a hundred; a right one is given back.
 */
export class Attempts {
  readonly #subjects: TokenBuckets;
  readonly #addresses: TokenBuckets;

  constructor(clock: Clock) {
    this.#subjects = new TokenBuckets(PER_SUBJECT, clock);
    this.#addresses = new TokenBuckets(PER_ADDRESS, clock);
  }

  /** Tries `guess` at `subject`. It counts unless it ends otherwise than in `wrong`. Past the limit: `rate-limited`. */
  async guess<Result>(
    subject: string,
    address: string,
    wrong: ErrorCode,
    guess: () => Promise<Result>,
  ): Promise<Result> {
    const neighbours = network(address);
    refuseFor(this.#addresses.take(neighbours));
    const refusedForMs = this.#subjects.take(subject);
    // One person's locked account is no reason to lock out their neighbours.
    if (refusedForMs > 0) this.#addresses.giveBack(neighbours);
    refuseFor(refusedForMs);
    const giveBack = () => {
      this.#addresses.giveBack(neighbours);
      this.#subjects.giveBack(subject);
    };
    try {
      const result = await guess();
      giveBack();
      return result;
    } catch (error) {
      if (!(error instanceof ProtocolError && error.code === wrong)) giveBack();
      throw error;
    }
  }
}

function refuseFor(retryAfterMs: number): void {
  if (retryAfterMs > 0) throw new ProtocolError("rate-limited", { retryAfterMs });
}

/** One subscriber of IPv6 has a whole /64 to send from. */
function network(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
