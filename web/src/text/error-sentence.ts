import { NetworkError } from "@encrptalk/client";
import { type ErrorCode, ProtocolError } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** What each refusal says to a person: what is wrong, and what to do. */
const SENTENCES: Record<ErrorCode, () => string> = {
  malformed: m.error_malformed,
  "unknown-command": m.error_outdated,
  "too-large": m.error_too_large,
  "text-too-long": m.error_text_too_long,
  unauthenticated: m.error_unauthenticated,
  "wrong-credentials": m.error_wrong_credentials,
  "account-deactivated": m.error_account_deactivated,
  "origin-refused": m.error_origin_refused,
  forbidden: m.error_forbidden,
  "not-found": m.error_not_found,
  "room-not-found": m.error_room_not_found,
  "message-not-found": m.error_message_not_found,
  conflict: m.error_conflict,
  "room-archived": m.error_room_archived,
  "title-taken": m.error_title_taken,
  taken: m.error_taken,
  "last-admin": m.error_last_admin,
  "set-up-done": m.error_set_up_done,
  "set-up-code-wrong": m.error_set_up_code_wrong,
  "link-invalid": m.error_link_invalid,
  "encryption-mismatch": m.error_encryption_mismatch,
  "roster-refused": m.error_roster_refused,
  "push-refused": m.error_push_refused,
  "too-many-programs": m.error_too_many_programs,
  "too-many-rooms": m.error_too_many_rooms,
  "too-many-connections": m.error_too_many_connections,
  "rate-limited": m.error_rate_limited,
  "storage-full": m.error_storage_full,
  unavailable: m.error_unavailable,
  internal: m.error_internal,
};

/** Reasons that a message was given up for, besides refusals. */
const GIVEN_UP: Record<string, () => string> = { timeout: m.error_timeout, unconfirmed: m.error_unconfirmed };

/** The sentence for a code; a code that this version does not know says what the server says. */
export function sentenceOfCode(code: string, message: string): string {
  const sentences: Record<string, () => string> = { ...SENTENCES, ...GIVEN_UP };
  return sentences[code]?.() ?? message;
}

/** Any rejection, as a sentence for the person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof NetworkError) return m.error_network();
  if (!(error instanceof ProtocolError)) return m.error_unexpected();
  const { code, details } = error;
  if (code === "rate-limited" && details.retryAfterMs !== undefined) {
    return m.error_rate_limited_until({ seconds: Math.ceil(details.retryAfterMs / 1000) });
  }
  if (code === "internal" && details.incident !== undefined) {
    return m.error_internal_incident({ incident: details.incident });
  }
  if (code === "taken" && details.field === "email") return m.error_email_taken();
  if (code === "taken" && details.field === "rollId") return m.error_roll_id_taken();
  return sentenceOfCode(code, error.message);
}
