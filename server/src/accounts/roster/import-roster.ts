import { ProtocolError, type RosterCheck, type RosterImported, type rosterSchema } from "@encrptalk/protocol";
import type * as z from "zod/mini";
import { entryOf } from "../../audit/index.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { type Columns, ROSTER_FIELDS, recogniseColumns } from "./columns.ts";
import { hasChanged, readEnrolled, stillThus } from "./enrolled.ts";
import { type Entry, readEntries } from "./entries.ts";
import { type Plan, planRoster } from "./plan.ts";
import { readCsv } from "./read-csv.ts";
import { writesOf } from "./write-plan.ts";

type RosterInput = z.output<typeof rosterSchema>;

/** How often an import starts again because somebody was changed meanwhile. */
const MAX_ATTEMPTS = 5;

/** What an import of the list would do, now. Errors: `malformed` for what cannot be read, see `readCsv`. */
export async function checkRoster(context: Context, roster: RosterInput): Promise<RosterCheck> {
  const { headers, columns, missing, entries } = await readList(roster);
  const { everybody } = await readEnrolled(context);
  const { counts, verdicts } = planRoster(
    entries,
    everybody,
    roster.deactivateMissing && missing.length === 0,
  );
  return { headers, columns, missing, counts, verdicts };
}

/**
 * Imports all rows in one transaction, which is given up and planned anew when anybody of the school was changed since
 * it was planned. A list that changes nothing writes nothing. Errors: those of `checkRoster`, `malformed` with the field
 * `columns` while a field has no column, `roster-refused` when a row is, `account-deactivated` for whoever is so by the
 * time of that transaction.
 */
export async function importRoster(
  context: Context,
  actor: Actor,
  roster: RosterInput,
): Promise<RosterImported> {
  const { missing, entries } = await readList(roster);
  if (missing.length > 0)
    throw new ProtocolError("malformed", {
      field: "columns",
      message: `No column has been found for ${missing.join(", ")}.`,
    });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { everybody, seen } = await readEnrolled(context);
    if (everybody.some((one) => one.accountId === actor.accountId && one.isDeactivated))
      throw new ProtocolError("account-deactivated");
    const plan = planRoster(entries, everybody, roster.deactivateMissing);
    if (plan.counts.refused > 0) throw new ProtocolError("roster-refused");
    if (await write(context, actor, plan, seen)) return importedBy(plan);
  }
  throw new ProtocolError("unavailable", { retryAfterMs: 1_000 });
}

async function readList(roster: RosterInput) {
  const { csv, columns } = recogniseColumns(readCsv(roster.csv), roster.columns ?? {});
  const missing = ROSTER_FIELDS.filter((field) => columns[field] === undefined);
  const entries: Entry[] =
    missing.length > 0 ? [] : await readEntries(csv.rows, columns as Required<Columns>);
  return { headers: csv.headers, columns, missing, entries };
}

/** Whether the school was still as the plan has it, and is now as it wants it. */
async function write(context: Context, actor: Actor, plan: Plan, seen: string): Promise<boolean> {
  const { statements, changed } = writesOf(context, plan);
  if (statements.length === 0) return true;
  try {
    const audited = { kind: "roster.imported", details: importedBy(plan) } as const;
    const told = { sql: "SELECT 1", parameters: [], audit: entryOf(context, actor, audited, null) };
    await context.sql.writeAll([stillThus(seen), ...statements, told], changed);
  } catch (error) {
    if (hasChanged(error)) return false;
    throw error;
  }
  await context.ended.collect();
  return true;
}

const importedBy = ({ counts }: Plan): RosterImported => ({
  added: counts.add,
  updated: counts.update,
  unchanged: counts.unchanged,
  deactivated: counts.deactivate,
});
