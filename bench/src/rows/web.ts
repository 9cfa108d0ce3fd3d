import type { Browser } from "playwright-core";
import { inPageScript } from "../browser/in-page-script.ts";
import { launchChromium } from "../browser/launch-chromium.ts";
import { type WebOnce, webOnce } from "../browser/web-once.ts";
import { SLOWDOWN, type WebRound, webRound } from "../browser/web-round.ts";
import { openWebSchool, SMALL_WEB_SCHOOL, WEB_SCHOOL, type WebSchoolSize } from "../browser/web-school.ts";
import type { Effort, Row } from "./row.ts";
import { webFigures, webGrowth, webNotes } from "./web-figures.ts";

const ONCE = { journeyMs: 180_000, messagesPerHour: 3_600 };
const SMALL_ONCE = { journeyMs: 5_000, messagesPerHour: 60 };

/** What a person feels in a browser, on a machine that is slowed down. */
export const web: Row = {
  name: "web",
  async measure(effort) {
    const size = effort.small ? SMALL_WEB_SCHOOL : WEB_SCHOOL;
    const browser = await launchChromium();
    try {
      const { rounds, once } = await measure(browser, size, effort);
      const rooms = size.rooms.map((count) => count.toLocaleString("en")).join(", ");
      return {
        row: this.name,
        title: `Web: Chromium ${browser.version()}, its processor slowed down ${SLOWDOWN} times; ${size.students.toLocaleString("en")} students, rooms of ${rooms} messages`,
        figures: webFigures(rounds, once, effort),
        notes: webNotes(rounds, once),
        growth: webGrowth(rounds),
        runs: [...rounds, once],
      };
    } finally {
      await browser.close();
    }
  },
};

async function measure(
  browser: Browser,
  size: WebSchoolSize,
  { rounds: wanted, seconds, small }: Effort,
): Promise<{ rounds: WebRound[]; once: WebOnce }> {
  const school = await openWebSchool(size);
  try {
    const options = { browser, school, script: await inPageScript(), scrollMs: seconds * 1_000, small };
    const rounds: WebRound[] = [];
    while (rounds.length < wanted) {
      const round = await webRound(options);
      console.error(progress(round));
      rounds.push(round);
    }
    return { rounds, once: await webOnce(options, small ? SMALL_ONCE : ONCE) };
  } finally {
    await school.stop();
  }
}

const progress = ({ student, staff, typingMs, up }: WebRound): string =>
  `  usable ${Math.round(student.cold.usableMs)} ms (student), ${Math.round(staff.cold.usableMs)} ms (staff) · key ${typingMs.toFixed(0)} ms · ${up.perSecond.toFixed(0)} frames/s`;
