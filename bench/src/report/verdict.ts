import type { Figure, RowResult } from "../rows/row.ts";

/** Of a line of the table; empty when it has no goal. A goal is not judged when what it needs was not measured. */
export type Verdict = "pass" | "SHORT" | "not judged" | "";

export function verdictOf({ goal, meetsGoal }: Figure): Verdict {
  if (goal === "") return "";
  if (meetsGoal === null) return "not judged";
  return meetsGoal ? "pass" : "SHORT";
}

/** A row for which no figure could be had, and why. */
export interface NotMeasuredRow {
  row: string;
  why: string;
}

/** How the rows did, in a few lines: how many pass, and which do not. */
export function summarise(results: readonly RowResult[], notMeasured: readonly NotMeasuredRow[]): string[] {
  const rowsWith = (verdict: Verdict) =>
    results.flatMap(({ row, figures }) => {
      const lines = figures.filter((figure) => verdictOf(figure) === verdict);
      return lines.length > 0 ? [{ row, goals: [...new Set(lines.map(({ goal }) => goal))] }] : [];
    });
  const short = rowsWith("SHORT");
  const unjudged = rowsWith("not judged");
  const passing = results.filter(
    ({ row, figures }) =>
      figures.some((figure) => verdictOf(figure) === "pass") &&
      ![...short, ...unjudged].some((other) => other.row === row),
  );
  const lines = (words: string, rows: { row: string; goals: string[] }[]) =>
    rows.map(({ row, goals }) => `${words}: ${row} (${goals.join("; ")}).`);
  return [
    `${passing.length} of ${results.length + notMeasured.length} rows pass.`,
    ...lines("Short", short),
    ...lines("Not judged", unjudged),
    ...notMeasured.map(({ row, why }) => `Not measured: ${row}. ${why}`),
  ];
}
