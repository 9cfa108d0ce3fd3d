import type { Browser } from "playwright-core";
import { pathOf } from "../filled-rooms.ts";
import type { Visitor } from "../tab.ts";
import type { WebSchool } from "../web-school.ts";
import { inNewBrowser, untilUsable } from "./arriving.ts";
import { switchBetween } from "./switching.ts";

/** What the page takes on this machine as it is, in ms. */
export interface FullSpeed {
  /** Until the first screen is usable, with nothing cached. */
  studentMs: number;
  staffMs: number;
  /** From the click to another conversation that is still drawn. */
  roomsMs: number[];
  deskMs: number[];
}

export async function atFullSpeed(
  browser: Browser,
  { conversation, rooms, closed }: WebSchool,
  { asStudent, asStaff, times }: { asStudent: Visitor; asStaff: Visitor; times: number },
): Promise<FullSpeed> {
  const usableMs = (visitor: Visitor, path: string) =>
    inNewBrowser(browser, visitor, async (tab) => (await untilUsable(tab, path)).usableMs);
  const switchingMs = (one = "", other = "") =>
    inNewBrowser(browser, asStaff, async (tab) => {
      await untilUsable(tab, one);
      const { toFirst, toSecond } = await switchBetween(tab, [one, other], times);
      return [...toFirst, ...toSecond];
    });
  const [oneRoom, otherRoom] = rooms.map(pathOf);
  return {
    studentMs: await usableMs(asStudent, conversation.forStudent),
    staffMs: await usableMs(asStaff, conversation.forStaff),
    roomsMs: await switchingMs(oneRoom, otherRoom),
    deskMs: await switchingMs(...closed),
  };
}
