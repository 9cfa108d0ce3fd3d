import { percentile } from "../../spread.ts";

export interface Frames {
  /** The median over seconds of how many frames were drawn in each. */
  perSecond: number;
  /** Of the frames, that came more than 33 ms after the one before: two or more were left out. */
  lateShare: number;
}

const LATE_MS = 33.4;

/** `frameMs`: from each frame to the next. */
export function framesOf(frameMs: readonly number[]): Frames {
  return {
    perSecond: percentile(Float64Array.from(perSecond(frameMs)).sort(), 0.5),
    lateShare: frameMs.filter((ms) => ms > LATE_MS).length / Math.max(1, frameMs.length),
  };
}

/** How many frames came in each whole second; of less than a second, as many as a second would have had. */
function perSecond(frameMs: readonly number[]): number[] {
  const counts: number[] = [];
  let ms = 0;
  let count = 0;
  for (const frame of frameMs) {
    ms += frame;
    count += 1;
    if (ms < 1_000) continue;
    counts.push((count * 1_000) / ms);
    [ms, count] = [0, 0];
  }
  return counts.length > 0 ? counts : [(count * 1_000) / Math.max(1, ms)];
}
