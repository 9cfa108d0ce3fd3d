import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** What is wrong with a value, or `undefined`. The server decides; these only answer sooner. */
export const needed = (value: string): string | undefined =>
  value.trim() === "" ? m.field_needed() : undefined;

export const anEmail = (value: string): string | undefined =>
  needed(value) ?? (/^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : m.field_email_wrong());

export function aNewPassword(value: string): string | undefined {
  if (value.length < MIN_PASSWORD_CHARACTERS) return m.password_too_short({ count: MIN_PASSWORD_CHARACTERS });
  if (value.length > MAX_PASSWORD_CHARACTERS) return m.password_too_long({ count: MAX_PASSWORD_CHARACTERS });
  return undefined;
}
