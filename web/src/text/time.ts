import { daysBetween } from "./days.ts";
import { roughly } from "./duration.ts";
import { later } from "./later.ts";
import { regionalLocale } from "./regional-locale.ts";

const format = (options: Intl.DateTimeFormatOptions) =>
  later(() => new Intl.DateTimeFormat(regionalLocale, options));

const clock = format({ timeStyle: "short" });
const weekday = format({ weekday: "long" });
const shortWeekday = format({ weekday: "short" });
const shortDay = format({ day: "numeric", month: "short" });
const shortDayAndYear = format({ day: "numeric", month: "short", year: "numeric" });
const longDay = format({ weekday: "long", day: "numeric", month: "long" });
const longDayAndYear = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const moment = format({ dateStyle: "medium", timeStyle: "short" });
const calendar = format({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const shortCalendar = format({ day: "numeric", month: "short", timeZone: "UTC" });
const relative = later(() => new Intl.RelativeTimeFormat(regionalLocale, { numeric: "auto" }));

const capitalised = (text: string) =>
  text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(regionalLocale));
const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();

/** "14:02". */
export const timeOfDay = (at: number): string => clock().format(at);

/** "21 Nov 2026, 14:02". */
export const fullMoment = (at: number): string => moment().format(at);

/** "21 Nov 2026". */
export const dayAndYear = (at: number): string => shortDayAndYear().format(at);

/** For a separator: "Today", "Yesterday", "Monday", "Monday, 16 November". */
export function dayName(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days === 0 || days === 1) return capitalised(relative().format(-days, "day"));
  if (days > 1 && days < 7) return weekday().format(at);
  return (sameYear(at, now) ? longDay() : longDayAndYear()).format(at);
}

/** For a list: "14:02", "Yesterday", "Mon", "16 Nov". */
export function shortMoment(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days <= 0) return timeOfDay(at);
  if (days === 1) return capitalised(relative().format(-1, "day"));
  if (days < 7) return shortWeekday().format(at);
  return (sameYear(at, now) ? shortDay() : shortDayAndYear()).format(at);
}

/** "5 minutes ago", "yesterday", "16 Nov 2026". */
export function ago(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 60) return relative().format(-Math.max(0, minutes), "minute");
  if (minutes < 24 * 60) return relative().format(-Math.round(minutes / 60), "hour");
  const days = daysBetween(at, now);
  return days < 7 ? relative().format(-days, "day") : shortDayAndYear().format(at);
}

/** "5 min", "2 hrs", "3 days". */
export function lasting(ms: number): string {
  const { count, unit } = roughly(ms);
  return new Intl.NumberFormat(regionalLocale, { style: "unit", unit, unitDisplay: "short" }).format(count);
}

/** "5 minutes", "2 hours", "3 days": to be read out, and in sentences. */
export function lastingInWords(ms: number): string {
  const { count, unit } = roughly(ms);
  return new Intl.NumberFormat(regionalLocale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** A day of the school's calendar, "2026-11-21", as "Saturday, 21 November". */
export const calendarDay = (day: string): string => calendar().format(new Date(day));

/** The same as "21 Nov". */
export const shortCalendarDay = (day: string): string => shortCalendar().format(new Date(day));
