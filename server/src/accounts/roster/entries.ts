import {
  emailAddressSchema,
  MAX_NAME_LENGTH,
  nameSchema,
  type RosterField,
  type RosterVerdict,
  rollIdSchema,
} from "@encrptalk/protocol";
import { foldRollId } from "../fold.ts";
import { type Columns, ROSTER_FIELDS } from "./columns.ts";
import type { CsvRow } from "./read-csv.ts";

export type Fields = Record<RosterField, string>;

/** Why a row cannot be taken. */
export interface Refusal {
  field: RosterField;
  reason: NonNullable<RosterVerdict["reason"]>;
}

/** A row of a list, as far as the list alone tells. */
export interface Entry {
  line: number;
  /** Valid, unless there is a refusal: then as they stand in the list. */
  fields: Fields;
  refusal: Refusal | null;
}

const SCHEMAS = {
  name: nameSchema,
  email: emailAddressSchema,
  rollId: rollIdSchema,
  className: nameSchema,
} as const;

/** How two students are found to be the same. */
const KEYS = { rollId: foldRollId, email: (email: string) => email } as const;

/** What the rows say of students, and which of them cannot be taken whoever the school has. */
export function readEntries(rows: readonly CsvRow[], columns: Required<Columns>): Entry[] {
  const entries = rows.map((row) => readEntry(row, columns));
  refuseDuplicates(entries, "rollId");
  refuseDuplicates(entries, "email");
  return entries;
}

function readEntry({ line, cells }: CsvRow, columns: Required<Columns>): Entry {
  const fields = {} as Fields;
  let refusal: Refusal | null = null;
  for (const field of ROSTER_FIELDS) {
    const text = cells[columns[field]] ?? "";
    const parsed = SCHEMAS[field].safeParse(text);
    fields[field] = parsed.success ? parsed.data : text.slice(0, MAX_NAME_LENGTH);
    if (!parsed.success) refusal ??= { field, reason: text === "" ? "missing" : "invalid" };
  }
  return { line, fields, refusal };
}

/** All that have it in common: which of them is right, nobody but the school knows. */
function refuseDuplicates(entries: readonly Entry[], field: keyof typeof KEYS): void {
  const whole = entries.filter(({ refusal }) => refusal === null);
  for (const same of Map.groupBy(whole, ({ fields }) => KEYS[field](fields[field])).values())
    if (same.length > 1) for (const entry of same) entry.refusal = { field, reason: "duplicate-in-file" };
}
