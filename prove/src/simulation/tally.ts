import type { Outcome } from "./course.ts";
import type { Finding } from "./findings.ts";

/** What came of some seeds. */
export interface Tally {
  seeds: number;
  /** How often each step was done. */
  done: Record<string, number>;
  failed: { seed: number; findings: readonly Finding[] }[];
}

export const tallyOf = ({ seed, findings, done }: Outcome): Tally => ({
  seeds: 1,
  done: { ...done },
  failed: findings.length > 0 ? [{ seed, findings }] : [],
});

export function add(sum: Tally, tally: Tally): void {
  sum.seeds += tally.seeds;
  sum.failed.push(...tally.failed);
  for (const [name, count] of Object.entries(tally.done)) sum.done[name] = (sum.done[name] ?? 0) + count;
}
