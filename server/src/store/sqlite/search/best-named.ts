/** Something that a filter can name, by the folded texts it is known by. */
export interface Named<Value> {
  value: Value;
  known: readonly string[];
}

/**
 * What `sought`, folded too, names, in groups from the best to the worst: what is exactly so called, what has a word
 * that begins so, what has it anywhere. `ben` means Ben, and Ruben only where there is no Ben.
 */
export function byQuality<Value>(candidates: readonly Named<Value>[], sought: string): Value[][] {
  const groups: Value[][] = [[], [], []];
  for (const { value, known } of candidates) {
    const quality = Math.min(...known.map((text) => qualityOf(text, sought)));
    groups[quality]?.push(value);
  }
  return groups.filter((group) => group.length > 0);
}

function qualityOf(text: string, sought: string): number {
  if (text === sought) return 0;
  if (` ${text}`.includes(` ${sought}`)) return 1;
  return text.includes(sought) ? 2 : Number.POSITIVE_INFINITY;
}
