import type { Figure, RowResult } from "../rows/row.ts";
import type { Spread } from "../spread.ts";

const HEADINGS = ["", "goal", "ours", "theirs", "ratio", ""];

/** A row's result as text: its lines, what each peer leaves out, and notes. */
export function formatRow({ title, figures, notes }: RowResult): string {
  const left = new Map(figures.flatMap(({ peer }) => (peer ? [[peer.name, peer.leavesOut] as const] : [])));
  return [
    title,
    ...align([HEADINGS, ...figures.map(cellsOf)]),
    ...[...left].map(([name, leavesOut]) => `  ${name} leaves out: ${leavesOut}.`),
    ...notes.map((note) => `  ${note}`),
  ].join("\n");
}

function cellsOf({ what, goal, unit, ours, peer, meetsGoal }: Figure): string[] {
  return [
    what,
    goal,
    formatSpread(ours, unit),
    peer ? `${formatSpread(peer.figure, unit)} ${peer.name}` : "",
    peer ? `× ${formatSpread(peer.ratio, "")}` : "",
    meetsGoal === null ? "" : meetsGoal ? "pass" : "SHORT",
  ];
}

/** The median, and from the least to the most. */
function formatSpread({ median, least, most }: Spread, unit: string): string {
  const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
  return `${[number(median), unit].filter(Boolean).join(" ")} (${number(least)}–${number(most)})`;
}

function align(rows: string[][]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
