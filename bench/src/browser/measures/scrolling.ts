import { drawnFrames } from "../drawn-frames.ts";
import type { Journey, View } from "../page-api.ts";
import type { Tab } from "../tab.ts";
import { type Frames, framesOf } from "./frames.ts";

/** Four screens, or fifty to a hundred messages, a second: a wheel that is turned fast. */
const WHEEL_PIXELS_PER_SECOND = 3_600;
/** Faster than anybody reads or turns, so that the whole way is done in minutes. */
const JOURNEY_PIXELS_PER_FRAME = 3_000;
const SETTLE_MS = 800;

export type Scrolled = Frames & View;

/** Up from the end, into what has to be loaded on the way. */
export const scrollUp = (tab: Tab, forMs: number): Promise<Scrolled> => scrolled(tab, [forMs]);

/** To and fro at the end. */
export const swingAtEnd = (tab: Tab, forMs: number): Promise<Scrolled> =>
  scrolled(tab, [forMs / 4, -forMs / 4, forMs / 4, -forMs / 4]);

/** To the beginning, or as far as the time lasts. */
export async function journeyToTop(tab: Tab, forMs: number): Promise<Journey> {
  await Bun.sleep(SETTLE_MS);
  return await tab.ask("journeyUp", { pixelsPerFrame: JOURNEY_PIXELS_PER_FRAME, forMs });
}

/** What frames cost on this machine, whatever is in them. */
export async function scrollStripes(tab: Tab, forMs: number): Promise<Scrolled> {
  await tab.goToBlank();
  await tab.ask("becomeStripes");
  return await scrollUp(tab, forMs);
}

/** `turns`: for how long up, or if negative down, in ms. */
async function scrolled(tab: Tab, turns: readonly number[]): Promise<Scrolled> {
  await tab.ask("goToEnd");
  await Bun.sleep(SETTLE_MS);
  await tab.ask("watchView");
  const frameMs: number[] = [];
  for (const turnMs of turns) {
    const pixels = (turnMs / 1_000) * WHEEL_PIXELS_PER_SECOND;
    const drawn = await drawnFrames(tab, () => tab.turnWheel(pixels, WHEEL_PIXELS_PER_SECOND));
    // The first and the last may have been drawn before the view moved, and after.
    frameMs.push(...drawn.slice(2, -1).map((at, index) => at - (drawn[index + 1] ?? at)));
  }
  return { ...framesOf(frameMs), ...(await tab.ask("watchedView")) };
}
