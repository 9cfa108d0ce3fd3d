import type { Browser } from "playwright-core";
import { type FilledRoom, pathOf } from "./filled-rooms.ts";
import { type Arrivals, arrive, untilUsable } from "./measures/arriving.ts";
import { atFullSpeed, type FullSpeed } from "./measures/full-speed.ts";
import { type Scrolled, scrollStripes, scrollUp, swingAtEnd } from "./measures/scrolling.ts";
import { arriveAtStill, switchStill } from "./measures/still-page.ts";
import { goRound, switchBetween } from "./measures/switching.ts";
import { typeLetters } from "./measures/typing.ts";
import { Speaker } from "./speaker.ts";
import { openContext, PHONE, Tab, type Visitor, WIDE } from "./tab.ts";
import type { WebSchool } from "./web-school.ts";

/** As on a phone or a laptop of some years ago. */
export const SLOWDOWN = 4;
/** How often each thing is done in a round. */
const TIMES = { switches: 6, rounds: 3, letters: 60 };
const SMALL_TIMES = { switches: 1, rounds: 1, letters: 5 };
/** While somebody types or scrolls there, another person writes as often. */
const TALK_EVERY_MS = 200;

export interface WebRound {
  student: Arrivals;
  staff: Arrivals;
  /** When the same pages are usable that come whole, without scripts. */
  stillMs: { student: number; staff: number };
  /** Until another conversation's ready markup has been put in. */
  stillSwitchingMs: { rooms: number[]; desk: number[] };
  fullSpeed: FullSpeed;
  /** How many times longer a loop took on the page that was slowed down. */
  slowedDown: number;
  typingMs: number;
  typingAmongMessagesMs: number;
  /** To each room from another one, and how many rows then stand in the document. */
  rooms: { messages: number; switchingMs: number[]; rows: number }[];
  deskSwitchingMs: number[];
  /** To rooms and to students that were shown before, but are not kept drawn any more. */
  undrawnMs: { rooms: number[]; desk: number[] };
  up: Scrolled;
  amongMessages: Scrolled;
  stripes: Scrolled;
}

export interface WebRoundOptions {
  browser: Browser;
  school: WebSchool;
  script: string;
  scrollMs: number;
  small: boolean;
}

/** Everything that is measured in rounds, once. */
export async function webRound(options: WebRoundOptions): Promise<WebRound> {
  const { browser, school, script } = options;
  const { host, student, staff, conversation } = school;
  const slowdown = SLOWDOWN;
  const times = (options.small ? SMALL_TIMES : TIMES).switches;
  const asStudent: Visitor = { host, cookie: student.cookie, device: PHONE, script };
  const asStaff: Visitor = { host, cookie: staff.cookie, device: WIDE, script };
  return {
    student: await arrive(browser, asStudent, { path: conversation.forStudent, slowdown }),
    staff: await arrive(browser, asStaff, { path: conversation.forStaff, slowdown }),
    stillMs: {
      student: await arriveAtStill(browser, asStudent, { path: conversation.forStudent, slowdown }),
      staff: await arriveAtStill(browser, asStaff, { path: conversation.forStaff, slowdown }),
    },
    stillSwitchingMs: {
      rooms: await switchStill(browser, asStaff, { path: pathOf(largestOf(school.rooms)), slowdown, times }),
      desk: await switchStill(browser, asStaff, { path: firstOf(school.closed), slowdown, times }),
    },
    fullSpeed: await atFullSpeed(browser, school, {
      asStudent,
      asStaff,
      times,
    }),
    ...(await sit(options, asStaff)),
  };
}

/** What somebody does who stays. */
async function sit({ browser, school, scrollMs, small }: WebRoundOptions, visitor: Visitor) {
  const { switches, rounds, letters } = small ? SMALL_TIMES : TIMES;
  const context = await openContext(browser, visitor);
  const speaker = await Speaker.connect(school.host, school.student.token);
  const largest = largestOf(school.rooms);
  const amongMessages = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    const stop = speaker.keepSaying(largest.roomId, TALK_EVERY_MS);
    try {
      return await run();
    } finally {
      stop();
    }
  };
  try {
    const tab = await Tab.open(context);
    const slowedDown = await slowDown(tab);
    const rooms = await switchRooms(tab, school.rooms, switches);
    const roomPaths = school.rooms.map(pathOf);
    await untilUsable(tab, firstOf(roomPaths));
    const undrawnRooms = await goRound(tab, roomPaths, { times: rounds, past: school.hall });
    const [one, other] = [firstOf(school.closed), firstOf(school.closed.slice(1))];
    await untilUsable(tab, one);
    const desk = await switchBetween(tab, [one, other], switches);
    const undrawnDesk = await goRound(tab, school.closed, { times: rounds });
    await untilUsable(tab, pathOf(largest));
    await tab.ask("goToEnd");
    await tab.ask("watchKeys");
    return {
      slowedDown,
      rooms,
      deskSwitchingMs: [...desk.toFirst, ...desk.toSecond],
      undrawnMs: { rooms: undrawnRooms, desk: undrawnDesk },
      typingMs: await typeLetters(tab, letters),
      typingAmongMessagesMs: await amongMessages(() => typeLetters(tab, letters)),
      amongMessages: await amongMessages(() => swingAtEnd(tab, scrollMs)),
      up: await scrollUp(tab, scrollMs),
      stripes: await scrollStripes(tab, scrollMs),
    };
  } finally {
    speaker.close();
    await context.close();
  }
}

async function switchRooms(
  tab: Tab,
  rooms: readonly FilledRoom[],
  times: number,
): Promise<WebRound["rooms"]> {
  const measured: WebRound["rooms"] = [];
  for (const [index, room] of rooms.entries()) {
    const from = rooms[index === 0 ? 1 : 0] ?? room;
    await untilUsable(tab, pathOf(room));
    const { toFirst } = await switchBetween(tab, [pathOf(room), pathOf(from)], times);
    measured.push({ messages: room.messages, switchingMs: toFirst, rows: await tab.ask("rowsShown") });
  }
  return measured;
}

/** Answers with how many times longer a loop then takes: the browser may ignore what it is asked. */
export async function slowDown(tab: Tab): Promise<number> {
  const usual = await tab.ask("spin");
  await tab.slowDown(SLOWDOWN);
  return (await tab.ask("spin")) / usual;
}

function firstOf(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) throw new Error("There is nothing to go to.");
  return first;
}

export function largestOf(rooms: readonly FilledRoom[]): FilledRoom {
  const [largest] = [...rooms].sort((one, other) => other.messages - one.messages);
  if (!largest) throw new Error("The school has no filled room.");
  return largest;
}
