import type { Journey } from "../page-api.ts";
import { rowsShown, thread } from "./thread.ts";

/** Longer than a page takes to come. */
const AT_TOP_MS = 5_000;
/** The rows are counted now and then only: counting has a cost too. */
const COUNT_EVERY = 10;

export function journeyUp({
  pixelsPerFrame,
  forMs,
}: {
  pixelsPerFrame: number;
  forMs: number;
}): Promise<Journey> {
  const log = thread();
  if (log === null) throw new Error("There is no thread to scroll.");
  const journey: Journey = { pixels: 0, tookMs: 0, mostRows: rowsShown() };
  let start = 0;
  let frames = 0;
  let topSince = Number.POSITIVE_INFINITY;
  return new Promise((resolve) => {
    const step = (now: number) => {
      start ||= now;
      frames += 1;
      if (frames % COUNT_EVERY === 0) journey.mostRows = Math.max(journey.mostRows, rowsShown());
      const before = log.scrollTop;
      log.scrollTop = before - pixelsPerFrame;
      journey.pixels += before - log.scrollTop;
      topSince = log.scrollTop > 0 ? Number.POSITIVE_INFINITY : Math.min(topSince, now);
      journey.tookMs = now - start;
      if (journey.tookMs < forMs && now - topSince < AT_TOP_MS) requestAnimationFrame(step);
      else resolve(journey);
    };
    requestAnimationFrame(step);
  });
}
