import { cappedCount } from "./capped-count.ts";
import { later } from "./later.ts";
import { regionalLocale } from "./regional-locale.ts";

const conjunction = later(() => new Intl.ListFormat(regionalLocale, { type: "conjunction" }));
const number = later(() => new Intl.NumberFormat(regionalLocale));

/** "Asha, Ben and Chidi". */
export const listOf = (names: readonly string[]): string => conjunction().format(names);

/** "1,204". */
export const numberOf = (count: number): string => number().format(count);

/** A count for a badge: "9+" above nine. */
export const badgeCount = (count: number): string => cappedCount(count, numberOf);
