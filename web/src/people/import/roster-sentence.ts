import {
  MAX_ROSTER_BYTES,
  MAX_ROSTER_ROWS,
  ProtocolError,
  type RosterField,
  type RosterVerdict,
} from "@encrptalk/protocol";
import { m } from "../../paraglide/messages.js";
import { sentenceOf } from "../../text/error-sentence.ts";
import { listOf, numberOf } from "../../text/lists.ts";

export const FIELD_NAMES: Record<RosterField, () => string> = {
  rollId: m.person_roll_id,
  name: m.person_name,
  email: m.email,
  className: m.person_class,
};

const REASONS: Record<NonNullable<RosterVerdict["reason"]>, (names: { field: string }) => string> = {
  missing: m.roster_reason_missing,
  invalid: m.roster_reason_invalid,
  "duplicate-in-file": m.roster_reason_duplicate,
  taken: m.roster_reason_taken,
  "not-a-student": m.roster_reason_not_a_student,
};

/** What is wrong with a row or changes by it; empty where the verdict says all. */
export function verdictSentence({ verdict, changes, field, reason }: RosterVerdict): string {
  if (field !== null && reason !== null) return REASONS[reason]({ field: FIELD_NAMES[field]() });
  if (verdict !== "update") return "";
  if (changes.length === 0) return m.roster_active_again();
  return m.roster_changes({ fields: listOf(changes.map((changed) => FIELD_NAMES[changed]())) });
}

const UNREADABLE: Record<string, () => string> = {
  "csv.encoding": m.roster_error_encoding,
  "csv.quotes": m.roster_error_quotes,
  "csv.empty": m.roster_error_empty,
  "csv.rows": () => m.roster_error_rows({ count: numberOf(MAX_ROSTER_ROWS) }),
};

export const tooLargeSentence = (): string =>
  m.roster_error_size({ count: numberOf(MAX_ROSTER_BYTES / 1024 / 1024) });

/** Why a list cannot be checked or imported. */
export function rosterSentence(error: unknown): string {
  if (!(error instanceof ProtocolError)) return sentenceOf(error);
  if (error.code === "too-large") return tooLargeSentence();
  return UNREADABLE[error.details.field ?? ""]?.() ?? sentenceOf(error);
}
