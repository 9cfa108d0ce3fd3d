import {
  MAX_ROSTER_VERDICTS,
  type RosterCheck,
  type RosterField,
  type RosterVerdict,
} from "@encrptalk/protocol";
import { foldRollId } from "../fold.ts";
import { ROSTER_FIELDS } from "./columns.ts";
import type { Enrolled } from "./enrolled.ts";
import type { Entry, Fields, Refusal } from "./entries.ts";

/** What a list makes of the school: everything, or nothing if a row is refused. */
export interface Plan {
  add: Fields[];
  update: { before: Enrolled; fields: Fields; changes: RosterField[] }[];
  deactivate: Enrolled[];
  counts: RosterCheck["counts"];
  /** In the order in which they are shown, at most MAX_ROSTER_VERDICTS. */
  verdicts: RosterVerdict[];
}

type Found = Omit<RosterVerdict, "name" | "rollId" | "line">;

const ORDER: readonly RosterVerdict["verdict"][] = ["refused", "deactivate", "update", "add", "unchanged"];
const NOTHING: Pick<Found, "changes" | "field" | "reason"> = { changes: [], field: null, reason: null };

/** Compares a list with the school. Students are known by their roll ID; who is deactivated becomes active again. */
export function planRoster(
  entries: readonly Entry[],
  everybody: readonly Enrolled[],
  deactivateMissing: boolean,
): Plan {
  const byRollId = new Map(
    everybody.filter(({ isStudent }) => isStudent).map((one) => [foldRollId(one.fields.rollId), one]),
  );
  const byEmail = new Map(everybody.map((one) => [one.fields.email, one]));
  const listed = new Map<Enrolled, Entry>();
  for (const entry of entries) {
    const student = byRollId.get(entry.key);
    if (student) listed.set(student, entry);
  }

  const plan: Plan = { add: [], update: [], deactivate: [], counts: noCounts(), verdicts: [] };
  const verdicts: RosterVerdict[] = entries.map((entry) => {
    const before = byRollId.get(entry.key);
    const refusal = entry.refusal ?? refuseEmail(entry, before, byEmail, listed);
    const found: Found = refusal
      ? { verdict: "refused", changes: [], ...refusal }
      : { ...NOTHING, ...take(plan, entry.fields, before) };
    return { line: entry.line, name: entry.fields.name, rollId: entry.fields.rollId, ...found };
  });
  if (deactivateMissing) {
    plan.deactivate = everybody.filter((one) => one.isStudent && !one.isDeactivated && !listed.has(one));
    for (const { fields } of plan.deactivate)
      verdicts.push({
        ...NOTHING,
        line: null,
        name: fields.name,
        rollId: fields.rollId,
        verdict: "deactivate",
      });
  }
  for (const { verdict } of verdicts) plan.counts[verdict] += 1;
  const groups = Map.groupBy(verdicts, ({ verdict }) => verdict);
  plan.verdicts = ORDER.flatMap((verdict) => groups.get(verdict) ?? []).slice(0, MAX_ROSTER_VERDICTS);
  return plan;
}

const noCounts = (): Plan["counts"] => ({ add: 0, update: 0, unchanged: 0, deactivate: 0, refused: 0 });

/** Whether somebody else would have the address after the import. */
function refuseEmail(
  { fields: { email } }: Entry,
  student: Enrolled | undefined,
  byEmail: ReadonlyMap<string, Enrolled>,
  listed: ReadonlyMap<Enrolled, Entry>,
): Refusal | null {
  const holder = byEmail.get(email);
  if (!holder || holder === student) return null;
  if (!holder.isStudent) return { field: "email", reason: "not-a-student" };
  const next = listed.get(holder)?.fields.email ?? email;
  return next === email ? { field: "email", reason: "taken" } : null;
}

/** Notes what is to be done for a row, and says it. */
function take(plan: Plan, fields: Fields, before: Enrolled | undefined): Pick<Found, "verdict" | "changes"> {
  if (!before) {
    plan.add.push(fields);
    return { verdict: "add", changes: [] };
  }
  const changes = ROSTER_FIELDS.filter((field) => fields[field] !== before.fields[field]);
  if (changes.length === 0 && !before.isDeactivated) return { verdict: "unchanged", changes };
  plan.update.push({ before, fields, changes });
  return { verdict: "update", changes };
}
