import type { Tab } from "../tab.ts";

/** What else a change of conversation brings is over by then. */
export const BETWEEN_MS = 250;

/**
 * Goes to and fro between two conversations that are in the list, by clicks, each so many times after a first visit.
 * From the click until messages of the other one are on the screen, in ms: those of the way to the first, and to the
 * second.
 */
export async function switchBetween(
  tab: Tab,
  [first, second]: readonly [string, string],
  times: number,
): Promise<{ toFirst: number[]; toSecond: number[] }> {
  await goTo(tab, second);
  await goTo(tab, first);
  const taken = { toFirst: [] as number[], toSecond: [] as number[] };
  for (let turn = 0; turn < times; turn += 1) {
    taken.toSecond.push(await goTo(tab, second));
    taken.toFirst.push(await goTo(tab, first));
  }
  return taken;
}

/**
 * As `switchBetween`, but round and round among more of them than the page keeps drawn; it stands at the first of them.
 * The times of the ways to all of them. `past`: one more on the way, which is not measured.
 */
export async function goRound(
  tab: Tab,
  paths: readonly string[],
  { times, past }: { times: number; past?: string },
): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn <= times; turn += 1) {
    if (past !== undefined) await goTo(tab, past);
    for (const path of paths.toReversed()) {
      const ms = await goTo(tab, path);
      if (turn > 0) taken.push(ms);
    }
  }
  return taken;
}

async function goTo(tab: Tab, path: string): Promise<number> {
  const place = await tab.ask("whereIs", path);
  await tab.ask("watchSwitch");
  await tab.click(place);
  const ms = await tab.ask("untilSwitched");
  await Bun.sleep(BETWEEN_MS);
  return ms;
}
