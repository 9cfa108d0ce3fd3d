/** Of so many samples the lowest counts: what is left after the garbage was collected. */
const FLOOR_OF = 30;
const SECONDS_PER_HOUR = 3_600;

/**
 * How fast the floor under samples, one each second, rises, in units per hour: the median of the slopes between all pairs of
 * floors (Theil and Sen), which one odd sample does not move. 0 of too few.
 */
export function risePerHour(samples: readonly number[]): number {
  const floors: number[] = [];
  for (let at = 0; at + FLOOR_OF <= samples.length; at += FLOOR_OF)
    floors.push(Math.min(...samples.slice(at, at + FLOOR_OF)));
  const slopes = floors.flatMap((from, index) =>
    floors.slice(index + 1).map((to, further) => (to - from) / ((further + 1) * FLOOR_OF)),
  );
  return slopes.length === 0 ? 0 : median(slopes) * SECONDS_PER_HOUR;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
