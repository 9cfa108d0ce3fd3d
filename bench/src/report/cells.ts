import type { Figure } from "../rows/row.ts";
import type { Spread } from "../spread.ts";
import { verdictOf } from "./verdict.ts";

export const HEADINGS = ["", "goal", "ours", "theirs", "ratio", ""];

/** A line of the table, a cell for each heading. */
export function cellsOf(figure: Figure): string[] {
  const { what, goal, unit, ours, peer } = figure;
  return [
    what,
    goal,
    formatSpread(ours, unit),
    peer ? `${formatSpread(peer.figure, unit)} ${peer.name}` : "",
    peer ? `× ${formatSpread(peer.ratio, "")}` : "",
    verdictOf(figure),
  ];
}

/** What each peer beside ours leaves out, as sentences. */
export function leftOut(figures: readonly Figure[]): string[] {
  const left = new Map(figures.flatMap(({ peer }) => (peer ? [[peer.name, peer.leavesOut] as const] : [])));
  return [...left].map(([name, leavesOut]) => `${name} leaves out: ${leavesOut}.`);
}

/** The median, and from the least to the most. */
function formatSpread({ median, least, most }: Spread, unit: string): string {
  const number = (value: number) =>
    value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
  return `${[number(median), unit].filter(Boolean).join(" ")} (${number(least)}–${number(most)})`;
}
