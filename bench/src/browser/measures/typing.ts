import { percentile } from "../../spread.ts";
import type { Tab } from "../tab.ts";

/** As a fast typist. */
const APART_MS = 70;

/** How long a letter takes from its key to the screen, in the field below the messages: in ms, 95 in 100 at most. */
export async function typeLetters(tab: Tab, letters: number): Promise<number> {
  const before = (await tab.ask("watchedKeys")).length;
  for (let number = 0; number < letters; number += 1) {
    await tab.type(String.fromCharCode(97 + (number % 26)));
    await Bun.sleep(APART_MS);
  }
  const keys = (await tab.ask("watchedKeys")).slice(before);
  return percentile(Float64Array.from(keys).sort(), 0.95);
}
