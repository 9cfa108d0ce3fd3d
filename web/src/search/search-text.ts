import type { ChipFilter } from "./filter-chips.tsx";

/** A text with a selection, as a field has it. */
export interface FieldText {
  text: string;
  from: number;
  to: number;
}

/**
 * Adds a filter to what is typed, ready for its value: names go between quotes, since many have spaces; of a date the
 * present month stands there to be changed. One that still waits for its value is used again.
 */
export function withFilter(text: string, filter: ChipFilter, month: string): FieldText {
  const isDate = filter === "after" || filter === "before";
  const waiting = new RegExp(`(?:^|\\s)${filter}:(?:""|(?=\\s|$))`, "iu").exec(text);
  const before = waiting
    ? text.slice(0, waiting.index) + (waiting[0].startsWith(filter[0] ?? "") ? "" : " ")
    : withSpace(text);
  const behind = waiting ? text.slice(waiting.index + waiting[0].length) : "";
  const value = isDate ? month : "";
  const quote = isDate ? "" : '"';
  const from = before.length + filter.length + 1 + quote.length;
  return { text: `${before}${filter}:${quote}${value}${quote}${behind}`, from, to: from + value.length };
}

const withSpace = (text: string): string => (text === "" || /\s$/u.test(text) ? text : `${text} `);
