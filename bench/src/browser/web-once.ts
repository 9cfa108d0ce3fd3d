import { pathOf } from "./filled-rooms.ts";
import { untilUsable } from "./measures/arriving.ts";
import { type Hours, sitForHours } from "./measures/hour.ts";
import { journeyToTop } from "./measures/scrolling.ts";
import type { Journey } from "./page-api.ts";
import { Speaker } from "./speaker.ts";
import { openContext, Tab, WIDE } from "./tab.ts";
import { largestOf, slowDown, type WebRoundOptions } from "./web-round.ts";

const HOURS = 2;

/** What takes too long to be measured in every round. */
export interface WebOnce {
  hours: Hours;
  journey: Journey & { heapMegabytes: number };
}

export async function webOnce(
  { browser, school, script }: WebRoundOptions,
  { journeyMs, messagesPerHour }: { journeyMs: number; messagesPerHour: number },
): Promise<WebOnce> {
  const { host, staff, student, rooms } = school;
  const context = await openContext(browser, { host, cookie: staff.cookie, device: WIDE, script });
  const speaker = await Speaker.connect(host, student.token);
  const largest = largestOf(rooms);
  const other = rooms.find((room) => room !== largest) ?? largest;
  try {
    const tab = await Tab.open(context);
    await slowDown(tab);
    await untilUsable(tab, pathOf(largest));
    await tab.ask("goToEnd");
    const hours = await sitForHours(tab, speaker, {
      open: largest.roomId,
      other: other.roomId,
      messages: messagesPerHour,
      hours: HOURS,
    });
    const journey = await journeyToTop(tab, journeyMs);
    return { hours, journey: { ...journey, heapMegabytes: (await tab.heapBytes()) / 2 ** 20 } };
  } finally {
    speaker.close();
    await context.close();
  }
}
