import type { RowResult } from "../rows/row.ts";
import { cellsOf, HEADINGS, leftOut } from "./cells.ts";

/** A row's result as text: its lines, what each peer leaves out, and notes. */
export function formatRow({ title, figures, notes }: RowResult): string {
  return [
    title,
    ...align([HEADINGS, ...figures.map(cellsOf)]),
    ...[...leftOut(figures), ...notes].map((sentence) => `  ${sentence}`),
  ].join("\n");
}

function align(rows: string[][]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
