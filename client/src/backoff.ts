/** "Full jitter": anywhere between now and a ceiling that doubles. `attempt` counts from 1; milliseconds. */
export function fullJitter(attempt: number, baseMs: number, mostMs: number, random: () => number): number {
  return Math.floor(random() * Math.min(mostMs, baseMs * 2 ** (attempt - 1)));
}

/** Anywhere between the two, in milliseconds. */
export const between = (fromMs: number, toMs: number, random: () => number): number =>
  Math.floor(fromMs + random() * (toMs - fromMs));
