import { createHash } from "node:crypto";
import type { PushPayload, PushSubscriptionInput } from "@encrptalk/protocol";
import type { PushKeys } from "./push-keys.ts";

const ANSWER_WITHIN_MS = 10_000;
/** A push service that asks for more patience than this is asked again all the same. */
const MOST_PATIENCE_MS = 60 * 60_000;

/** What a push service answered: `gone` when there is no such subscription any more, `refused` when it never will be. */
export type Posted =
  | { outcome: "taken" | "gone" }
  | { outcome: "refused"; status: number }
  /** `afterMs`: what it asked for, if anything. */
  | { outcome: "later"; afterMs: number };

export interface PushRequest {
  subscription: PushSubscriptionInput;
  payload: PushPayload;
  /** How long the push service keeps it for a device that it does not reach. */
  ttlSeconds: number;
  urgency: "normal" | "high";
}

/** Who sends: the keys, and whom a push service may write to, an `https:` or `mailto:` address. */
export interface PushSender {
  keys: PushKeys;
  subject: string;
}

/** Encrypts (RFC 8291), signs (RFC 8292) and sends one push (RFC 8030). Never rejects, and follows no redirect. */
export async function postPush(
  sender: PushSender,
  request: PushRequest,
  signal: AbortSignal,
): Promise<Posted> {
  const details = await prepare(sender, request);
  // A key that is no point on the curve: nobody can ever read what is sent there.
  if (!details) return { outcome: "gone" };
  try {
    const response = await fetch(request.subscription.endpoint, {
      ...details,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await response.body?.cancel();
    return toPosted(response);
  } catch {
    return { outcome: "later", afterMs: 0 };
  }
}

async function prepare(
  { keys, subject }: PushSender,
  { subscription, payload, ttlSeconds, urgency }: PushRequest,
) {
  const { default: webPush } = await import("web-push");
  try {
    const { method, headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(payload), {
      vapidDetails: { subject, ...keys },
      TTL: ttlSeconds,
      urgency,
      // What is newer of a room replaces what the push service still holds.
      topic: createHash("sha256").update(payload.roomId).digest("base64url").slice(0, 32),
    });
    return {
      method,
      headers: new Headers(headers as Record<string, string>),
      body: new Uint8Array(body ?? []),
    };
  } catch {
    return null;
  }
}

function toPosted({ status, ok, headers }: Response): Posted {
  if (ok) return { outcome: "taken" };
  if (status === 404 || status === 410) return { outcome: "gone" };
  if (status !== 408 && status !== 429 && status < 500) return { outcome: "refused", status };
  const seconds = Number(headers.get("retry-after") ?? 0);
  return { outcome: "later", afterMs: Math.min(seconds > 0 ? seconds * 1_000 : 0, MOST_PATIENCE_MS) };
}
