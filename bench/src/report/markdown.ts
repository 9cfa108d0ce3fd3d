import type { RowResult } from "../rows/row.ts";
import { cellsOf, HEADINGS, leftOut } from "./cells.ts";
import { machineInWords, type Results } from "./results.ts";
import { summarise } from "./verdict.ts";

/** Beside the page: where its plots are. */
export const PLOTS_FOLDER = "performance";

/** Everything that was measured, as a part of a page. */
export function formatMarkdown({ date, command, machine, rows, notMeasured }: Results): string {
  const parts = [
    `Measured on ${date.slice(0, 10)} with \`${command}\` on ${machineInWords(machine)}. Medians of interleaved rounds, least–most in parentheses.`,
    list(summarise(rows, notMeasured)),
    ...rows.map(formatRow),
  ];
  return `${parts.join("\n\n")}\n`;
}

function formatRow({ title, figures, notes, growth }: RowResult): string {
  return [
    `### ${title}`,
    table([HEADINGS, HEADINGS.map(() => "---"), ...figures.map(cellsOf)]),
    list([...leftOut(figures), ...notes]),
    ...growth.map((plot) => `![${plot.title}](${PLOTS_FOLDER}/${plot.name}.svg)`),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const table = (rows: string[][]): string =>
  rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");

const list = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `- ${sentence.replaceAll("\n", " ")}`).join("\n");
