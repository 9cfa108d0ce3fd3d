import type { Tab } from "../tab.ts";

/** What else opening brings is over by then. */
const BETWEEN_MS = 250;

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
  const go = async (path: string) => {
    const place = await tab.ask("whereIs", path);
    await tab.ask("watchSwitch");
    await tab.click(place);
    const ms = await tab.ask("untilSwitched");
    await Bun.sleep(BETWEEN_MS);
    return ms;
  };
  await go(second);
  await go(first);
  const taken = { toFirst: [] as number[], toSecond: [] as number[] };
  for (let turn = 0; turn < times; turn += 1) {
    taken.toSecond.push(await go(second));
    taken.toFirst.push(await go(first));
  }
  return taken;
}
