import type { RoomId } from "@encrptalk/protocol";
import type { Speaker } from "../speaker.ts";
import type { Tab } from "../tab.ts";

const SETTLE_MS = 1_500;
/** So many at once, then the page has until the last of them is shown. */
const AT_ONCE = 60;
const SHOWN_MS = 30_000;

export interface Hours {
  /** Before, and after each hour's worth. */
  heapMegabytes: number[];
  rowsShown: number;
  messages: number;
}

/** What the page holds before and after hours of messages, half of them in the room that is open. */
export async function sitForHours(
  tab: Tab,
  speaker: Speaker,
  { open, other, messages, hours }: { open: RoomId; other: RoomId; messages: number; hours: number },
): Promise<Hours> {
  const heap = async () => {
    await Bun.sleep(SETTLE_MS);
    return (await tab.heapBytes()) / 2 ** 20;
  };
  const heapMegabytes = [await heap()];
  let said = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    for (let count = 0; count < messages; count += AT_ONCE) {
      const texts = Array.from({ length: AT_ONCE }, () => `A word in the hour, number ${++said}.`);
      await Promise.all([
        speaker.sayAll(open, texts.slice(0, AT_ONCE / 2)),
        speaker.sayAll(other, texts.slice(AT_ONCE / 2)),
      ]);
      await untilShown(tab, texts[AT_ONCE / 2 - 1] ?? "");
    }
    heapMegabytes.push(await heap());
  }
  return { heapMegabytes, rowsShown: await tab.ask("rowsShown"), messages };
}

async function untilShown(tab: Tab, text: string): Promise<void> {
  const from = performance.now();
  while (!(await tab.ask("shows", text))) {
    if (performance.now() - from > SHOWN_MS) throw new Error(`The page does not show “${text}”.`);
    await Bun.sleep(20);
  }
}
