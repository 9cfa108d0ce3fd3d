/** What spreadsheets take for the beginning of a formula, in ASCII and in full width, behind any apostrophes. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** What to write for a cell so that no spreadsheet computes it: with an apostrophe, which they do not show. */
export const guardedText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** What such a cell says. */
export const plainText = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
