import {
  emailAddressSchema,
  MAX_NAME_LENGTH,
  nameSchema,
  type RosterField,
  type RosterVerdict,
  rollIdSchema,
  startOfText,
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
  /** The roll ID as it is compared. */
  key: string;
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

/** Rows that are read before other people's requests have their turn. */
const ROWS_AT_ONCE = 1_000;

/** What the rows say of students, and which of them cannot be taken whoever the school has. */
export async function readEntries(rows: readonly CsvRow[], columns: Required<Columns>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const row of rows) {
    entries.push(readEntry(row, columns));
    if (entries.length % ROWS_AT_ONCE === 0) await new Promise(setImmediate);
  }
  refuseDuplicates(entries, "rollId", ({ key }) => key);
  refuseDuplicates(entries, "email", ({ fields: { email } }) => email);
  return entries;
}

function readEntry({ line, cells }: CsvRow, columns: Required<Columns>): Entry {
  const fields = {} as Fields;
  let refusal: Refusal | null = null;
  for (const field of ROSTER_FIELDS) {
    const text = cells[columns[field]] ?? "";
    const parsed = SCHEMAS[field].safeParse(text);
    fields[field] = parsed.success ? parsed.data : startOfText(text, MAX_NAME_LENGTH);
    if (!parsed.success) refusal ??= { field, reason: text === "" ? "missing" : "invalid" };
  }
  return { line, key: foldRollId(fields.rollId), fields, refusal };
}

/** All that have it in common: which of them is right, nobody but the school knows. */
function refuseDuplicates(
  entries: readonly Entry[],
  field: "rollId" | "email",
  keyOf: (entry: Entry) => string,
): void {
  const firsts = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.refusal !== null) continue;
    const first = firsts.get(keyOf(entry));
    if (!first) firsts.set(keyOf(entry), entry);
    else for (const same of [first, entry]) same.refusal = { field, reason: "duplicate-in-file" };
  }
}
