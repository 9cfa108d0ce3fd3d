/** What several runs gave. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** `values`: at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor((sorted.length - 1) / 2);
  const upper = sorted[sorted.length - 1 - middle] ?? Number.NaN;
  return {
    median: ((sorted[middle] ?? Number.NaN) + upper) / 2,
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
  };
}

/** Nearest rank. `sorted`: ascending. `share`: from 0 to 1. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
