/** What spreadsheets take for the beginning of a formula, in ASCII and in full width, behind any apostrophes. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
/** What a cell must be quoted for. */
const SPECIAL = /[",\r\n]|^\s|\s$/;

/**
 * A list as spreadsheets read it (RFC 4180): with a byte-order mark, without which Excel reads no UTF-8. What would be
 * computed as a formula begins with an apostrophe; `textOfCell` takes it off.
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;

function cellOf(text: string): string {
  const cell = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(cell) || cell !== text ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a cell says that may have been guarded against being a formula. */
export const textOfCell = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
