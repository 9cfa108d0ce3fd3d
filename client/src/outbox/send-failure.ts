import { ERRORS, ProtocolError } from "@encrptalk/protocol";
import { fullJitter } from "../backoff.ts";
import { NetworkError } from "../network-error.ts";
import type { SendFailure } from "./outbox-item.ts";

/** Tries of one message over a working connection before it is given up. */
const MOST_TRIES = 3;
const BACKOFF = { baseMs: 1_000, mostMs: 15_000 };

export type Verdict =
  | { readonly kind: "again"; readonly afterMs: number; readonly counts: boolean }
  | { readonly kind: "failed"; readonly error: SendFailure };

/** What a failed try means for its message, after `tries` that counted, this one included. */
export function judge(error: unknown, tries: number, random: () => number): Verdict {
  const afterMs = fullJitter(tries, BACKOFF.baseMs, BACKOFF.mostMs, random);
  if (error instanceof NetworkError) {
    const isAnswerMissing = error.reason === "timeout" || error.reason === "unreadable";
    if (!isAnswerMissing) return { kind: "again", afterMs, counts: false };
    if (tries < MOST_TRIES) return { kind: "again", afterMs, counts: true };
    return { kind: "failed", error: { code: "timeout", message: error.message } };
  }
  if (error instanceof ProtocolError) {
    const { code, message, details } = error;
    // The person signs in again, and then it goes on.
    if (code === "unauthenticated" || code === "account-deactivated")
      return { kind: "again", afterMs, counts: false };
    if (ERRORS[code].retry && tries < MOST_TRIES)
      return { kind: "again", afterMs: Math.max(afterMs, details.retryAfterMs ?? 0), counts: true };
    return { kind: "failed", error: { code, message } };
  }
  return { kind: "failed", error: { code: "internal", message: String(error) } };
}
