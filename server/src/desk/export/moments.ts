import type { Timestamp } from "@encrptalk/protocol";

/** A time as people of one place write it, and as programs do. */
export interface Moment {
  /** Such as `Monday, 5 January 2026`. */
  day: string;
  /** Such as `14:02`. */
  time: string;
  /** Such as `2026-01-05`. */
  date: string;
  /** ISO 8601, with the place's distance from UTC. */
  iso: string;
}

export type Moments = (at: Timestamp) => Moment;

export function momentsIn(timeZone: string): Moments {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    ...{ weekday: "long", day: "numeric", month: "long", year: "numeric" },
    ...{
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZoneName: "longOffset",
    },
  });
  const numbers = new Intl.DateTimeFormat("en-GB", { timeZone, day: "2-digit", month: "2-digit" });
  return (at) => {
    const parts = partsOf(format, at);
    const { day, month } = partsOf(numbers, at);
    const date = `${parts.year?.padStart(4, "0")}-${month}-${day}`;
    const time = `${parts.hour}:${parts.minute}`;
    const offset = parts.timeZoneName?.replace("GMT", "") || "Z";
    return {
      day: `${parts.weekday}, ${parts.day} ${parts.month} ${parts.year}`,
      time,
      date,
      iso: `${date}T${time}:${parts.second}${offset}`,
    };
  };
}

const partsOf = (format: Intl.DateTimeFormat, at: Timestamp): Record<string, string> =>
  Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
