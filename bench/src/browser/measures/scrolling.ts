import type { Tab } from "../tab.ts";
import { type Frames, framesOf } from "./frames.ts";

/** As a finger that is in a hurry: 12,000 pixels, or 150 to 200 messages, a second. */
const FLING_PIXELS = 200;
const SWING_MS = 1_200;
/** Faster than anybody reads or flings, so that the whole way is done before the coffee is cold. */
const JOURNEY_PIXELS = 3_000;
const SETTLE_MS = 800;

/** Up from the end, into what has to be loaded on the way. */
export async function flingUp(tab: Tab, forMs: number): Promise<Frames> {
  await Bun.sleep(SETTLE_MS);
  return framesOf(
    await tab.ask("scroll", { pixelsPerFrame: -FLING_PIXELS, swingMs: 0, forMs, untilTop: false }),
  );
}

/** To and fro at the end. */
export async function swingAtEnd(tab: Tab, forMs: number): Promise<Frames> {
  await Bun.sleep(SETTLE_MS);
  return framesOf(
    await tab.ask("scroll", { pixelsPerFrame: -FLING_PIXELS, swingMs: SWING_MS, forMs, untilTop: false }),
  );
}

/** To the beginning, or as far as the time lasts. */
export async function journeyToTop(tab: Tab, forMs: number): Promise<Frames> {
  await Bun.sleep(SETTLE_MS);
  return framesOf(
    await tab.ask("scroll", { pixelsPerFrame: -JOURNEY_PIXELS, swingMs: 0, forMs, untilTop: true }),
  );
}

/** What frames cost on this machine, whatever is drawn. */
export async function scrollBlank(tab: Tab, forMs: number): Promise<Frames> {
  await tab.goToBlank();
  await tab.ask("becomeBlank");
  return flingUp(tab, forMs);
}
