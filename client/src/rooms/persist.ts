import { ProtocolError } from "@encrptalk/protocol";
import { fullJitter } from "../backoff.ts";
import type { Clock } from "../clock.ts";
import { NetworkError } from "../network-error.ts";
import { mayRetry } from "../wire/refusal.ts";

const MOST_TRIES = 3;
const BACKOFF = { baseMs: 1_000, mostMs: 10_000 };

/** Does again what may be done again: without an answer, or when the server says that it may help. */
export async function persist<T>(run: () => Promise<T>, clock: Clock, random: () => number): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      const isHopeful = error instanceof ProtocolError ? mayRetry(error) : error instanceof NetworkError;
      if (!isHopeful || tries >= MOST_TRIES) throw error;
      const asked = error instanceof ProtocolError ? (error.details.retryAfterMs ?? 0) : 0;
      const delayMs = Math.max(asked, fullJitter(tries, BACKOFF.baseMs, BACKOFF.mostMs, random));
      await new Promise<void>((resolve) => clock.setTimeout(resolve, delayMs));
    }
  }
}
