import type { Scrolled } from "../browser/measures/scrolling.ts";
import type { WebOnce } from "../browser/web-once.ts";
import type { WebRound } from "../browser/web-round.ts";
import { type Spread, spreadOf } from "../spread.ts";
import type { Effort, Figure, Growth } from "./row.ts";

const MOST_USABLE_MS = 1_000;
const MOST_SCRIPT_KILOBYTES = 100;
const MOST_KEY_MS = 50;
const MOST_SWITCH_MS = 50;
const LEAST_FRAMES = 55;
const MOST_ROWS = 300;
/** What an hour may leave behind once the first one is over. */
const MOST_HOUR_MEGABYTES = 2;

interface Goal {
  unit: Figure["unit"];
  words: string;
  isMet(median: number): boolean;
}

const atMost = (most: number, unit: Figure["unit"]): Goal => ({
  unit,
  words: `≤ ${[most.toLocaleString("en"), unit].filter(Boolean).join(" ")}`,
  isMet: (median) => median <= most,
});
const NONE: Goal = { unit: "", words: "", isMet: () => true };

/** The lines of the table. */
export function webFigures(rounds: readonly WebRound[], once: WebOnce, { small }: Effort): Figure[] {
  const line = (what: string, goal: Goal, values: readonly number[]): Figure => {
    const ours = spreadOf(values);
    const isJudged = goal !== NONE && !small;
    return {
      what,
      unit: goal.unit,
      goal: goal.words,
      ours,
      peer: null,
      meetsGoal: isJudged ? goal.isMet(ours.median) : null,
    };
  };
  const each = (what: string, goal: Goal, of: (round: WebRound) => number) =>
    line(what, goal, rounds.map(of));
  const usable = atMost(MOST_USABLE_MS, "ms");
  const script = atMost(MOST_SCRIPT_KILOBYTES, "KB");
  const key = atMost(MOST_KEY_MS, "ms");
  const switching = atMost(MOST_SWITCH_MS, "ms");
  const besideStill = (what: string, who: "student" | "staff"): Figure => ({
    ...each(what, usable, (round) => round[who].cold.usableMs),
    peer: {
      name: "the same page without scripts",
      leavesOut:
        "all that a page does: it comes whole, as it stood when ours was drawn, and is what this machine reads and draws of that at least",
      figure: spreadOf(rounds.map(({ stillMs }) => stillMs[who])),
      ratio: spreadOf(rounds.map((round) => round[who].cold.usableMs / round.stillMs[who])),
    },
  });
  const besideMarkup = (figure: Figure, where: "rooms" | "desk"): Figure => {
    const median = ({ stillSwitchingMs }: WebRound) => medianOf(stillSwitchingMs[where]);
    return {
      ...figure,
      peer: {
        name: "ready markup",
        leavesOut:
          "all that a page does but putting in a conversation's header, what is in view of its messages, and its field, and scrolling to the end",
        figure: spreadOf(rounds.map(median)),
        ratio: spreadOf(rounds.map((round) => medianOf(round.undrawnMs[where]) / median(round))),
      },
    };
  };
  return [
    besideStill("student, phone: usable, nothing cached", "student"),
    each("student, phone: usable, second visit", usable, ({ student }) => student.warm.usableMs),
    besideStill("staff, 1440 px: usable, nothing cached", "staff"),
    each("staff, 1440 px: usable, second visit", usable, ({ staff }) => staff.warm.usableMs),
    each("not slowed down: student, nothing cached, ms", NONE, ({ fullSpeed }) => fullSpeed.studentMs),
    each("not slowed down: staff, nothing cached, ms", NONE, ({ fullSpeed }) => fullSpeed.staffMs),
    each("student: JavaScript until then, gzip", script, ({ student }) => student.scriptKilobytes),
    each("staff: JavaScript until then, gzip", script, ({ staff }) => staff.scriptKilobytes),
    each("key → letter on the screen, p95", key, ({ typingMs }) => typingMs),
    each("the same, 5 messages/s coming", key, ({ typingAmongMessagesMs }) => typingAmongMessagesMs),
    each("click → another room, still drawn (one of the last three)", switching, ({ rooms }) =>
      medianOf(rooms.flatMap(({ switchingMs }) => switchingMs)),
    ),
    besideMarkup(
      each("click → another room, cached but not drawn any more", switching, ({ undrawnMs }) =>
        medianOf(undrawnMs.rooms),
      ),
      "rooms",
    ),
    each("click → another student, still drawn", switching, ({ deskSwitchingMs }) =>
      medianOf(deskSwitchingMs),
    ),
    besideMarkup(
      each("click → another student, cached but not drawn any more", switching, ({ undrawnMs }) =>
        medianOf(undrawnMs.desk),
      ),
      "desk",
    ),
    each("not slowed down: another room, still drawn, ms", NONE, ({ fullSpeed }) =>
      medianOf(fullSpeed.roomsMs),
    ),
    each("not slowed down: another student, still drawn, ms", NONE, ({ fullSpeed }) =>
      medianOf(fullSpeed.deskMs),
    ),
    frames("frames/s, scrolled up into the history", rounds, ({ up }) => up.perSecond, small),
    frames(
      "frames/s at the end, 5 messages/s coming",
      rounds,
      (round) => round.amongMessages.perSecond,
      small,
    ),
    each("frames that are late (> 33 ms), scrolled up, %", NONE, ({ up }) => up.lateShare * 100),
    each("frames that are late, at the end, %", NONE, ({ amongMessages }) => amongMessages.lateShare * 100),
    each("frames that are late, stripes, %", NONE, ({ stripes }) => stripes.lateShare * 100),
    each("views with a place without rows, scrolled up, %", NONE, ({ up }) => bareShare(up) * 100),
    each("rows in the document, at most", atMost(MOST_ROWS, ""), ({ up, amongMessages }) =>
      Math.max(up.mostRows, amongMessages.mostRows, once.journey.mostRows),
    ),
    line(
      `memory, an hour's ${once.hours.messages.toLocaleString("en")} messages, after the first`,
      atMost(MOST_HOUR_MEGABYTES, "MB"),
      hourlyGrowth(once).slice(1),
    ),
  ];
}

function frames(
  what: string,
  rounds: readonly WebRound[],
  of: (round: WebRound) => number,
  small: boolean,
): Figure {
  const ours = spreadOf(rounds.map(of));
  return {
    what,
    unit: "",
    goal: `≥ ${LEAST_FRAMES}`,
    ours,
    peer: {
      name: "a page of stripes",
      leavesOut: "all that a page does: it is what this machine draws at most",
      figure: spreadOf(rounds.map(({ stripes }) => stripes.perSecond)),
      ratio: spreadOf(rounds.map((round) => of(round) / round.stripes.perSecond)),
    },
    meetsGoal: small ? null : ours.median >= LEAST_FRAMES,
  };
}

export function webNotes(rounds: readonly WebRound[], { hours, journey }: WebOnce): string[] {
  const range = ({ least, most }: Spread, digits = 0) =>
    least === most ? least.toFixed(digits) : `${least.toFixed(digits)}–${most.toFixed(digits)}`;
  const each = (of: (round: WebRound) => number, digits?: number) => range(spreadOf(rounds.map(of)), digits);
  const heap = hours.heapMegabytes.map((megabytes) => megabytes.toFixed(1)).join(", ");
  return [
    "Usable: messages are shown, and a letter typed into the field below them is on the screen; counted from the navigation.",
    "What is not slowed down tells what this machine makes of it as it is: Lighthouse's row says how fast it is beside phones.",
    "Frames are those that the browser drew, as its trace tells: it moves a view without waiting for the page. Rows that come late then show as a place without rows.",
    `A loop took ${each(({ slowedDown }) => slowedDown, 1)} times as long on the page that was slowed down.`,
    `Tasks above 50 ms until usable, nothing cached, in all: student ${each(({ student }) => student.cold.longTasksMs)} ms, staff ${each(({ staff }) => staff.cold.longTasksMs)} ms; messages were shown after ${each(({ student }) => student.cold.shownMs)} and ${each(({ staff }) => staff.cold.shownMs)} ms.`,
    "Another room or student: to and fro between two, which the page keeps drawn; and round among four, of which it keeps three. All of them are in the page's memory.",
    `The slowest change of conversation, still drawn: room ${each(({ rooms }) => Math.max(...rooms.flatMap(({ switchingMs }) => switchingMs)))} ms, student ${each(({ deskSwitchingMs }) => Math.max(...deskSwitchingMs))} ms.`,
    `All the way up, once, through the largest room: ${Math.round(journey.pixels / 1_000).toLocaleString("en")} thousand pixels in ${(journey.tookMs / 1_000).toFixed(0)} s, at most ${journey.mostRows} rows; then ${journey.heapMegabytes.toFixed(1)} MB of JavaScript's heap.`,
    `JavaScript's heap before and after each of ${hours.heapMegabytes.length - 1} hours' worth of messages: ${heap} MB; ${hours.rowsShown} rows in the document then.`,
  ];
}

/** How what a person feels grows with the messages of a room. */
export function webGrowth(rounds: readonly WebRound[]): Growth[] {
  const sizes = rounds[0]?.rooms.map(({ messages }) => messages) ?? [];
  const series = (name: string, of: (room: WebRound["rooms"][number]) => number) => ({
    name,
    points: sizes.map((x) => ({
      x,
      y: medianOf(rounds.flatMap(({ rooms }) => rooms.filter(({ messages }) => messages === x).map(of))),
    })),
  });
  const x = "messages in the room";
  return [
    {
      name: "web-switching",
      title: "From the click to another room's messages on the screen, still drawn",
      x,
      y: "ms",
      series: [series("switching", ({ switchingMs }) => medianOf(switchingMs))],
    },
    {
      name: "web-rows",
      title: "What of a room stands in the document",
      x,
      y: "rows",
      series: [series("rows", ({ rows }) => rows)],
    },
  ];
}

const bareShare = ({ bareFrames, frames }: Scrolled): number => bareFrames / Math.max(1, frames);

const hourlyGrowth = ({ hours: { heapMegabytes } }: WebOnce): number[] =>
  heapMegabytes.slice(1).map((megabytes, hour) => megabytes - (heapMegabytes[hour] ?? megabytes));

const medianOf = (values: readonly number[]): number => spreadOf(values).median;
