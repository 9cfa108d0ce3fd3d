import { MAX_ROSTER_ROWS, ProtocolError, textOfCell } from "@encrptalk/protocol";
import Papa from "papaparse";

/** One line of a list; of a row with line breaks in quotes, its first. */
export interface CsvRow {
  /** In the file, from 1. */
  line: number;
  cells: string[];
}

export interface Csv {
  headers: string[];
  rows: CsvRow[];
}

/** What programs write between two columns, the likeliest first. */
const SEPARATORS = [",", ";", "\t"] as const;
/** As many as a request can name by their numbers; what stands beyond is not looked at. */
const MAX_COLUMNS = 1_001;
/** Excel's own first line, which names the separator. */
const SEPARATOR_LINE = /^"?sep=([,;\t])"?\n/i;
/** What is left of letters when a file is read in another encoding than it was written in. */
const WRONG_ENCODING = /[\uFFFD\0]/;

/**
 * Reads CSV as spreadsheets write it: comma, semicolon or tab, any line ends, with or without a byte-order mark. Cells
 * are trimmed, and rows without any text are left out. Errors: `malformed`, whose field says what is wrong:
 * `csv.encoding`, `csv.quotes`, `csv.empty` or `csv.rows`.
 */
export function readCsv(file: string): Csv {
  const text = file.replace(/^\uFEFF+/, "").replace(/\r\n?/g, "\n");
  refuseWrongEncoding(text);
  const named = SEPARATOR_LINE.exec(text);
  const start = named?.[0].length ?? 0;
  const rows = readRows(text, start, named?.[1] ?? separatorOf(text));
  const [head, ...students] = rows;
  if (!head || students.length === 0) throw refusal("empty", "There are no students in the list.");
  return { headers: head.cells, rows: students };
}

function refuseWrongEncoding(text: string): void {
  const at = text.search(WRONG_ENCODING);
  if (at < 0) return;
  const line = countLines(text, 0, at) + 1;
  throw refusal(
    "encoding",
    `Line ${line} has letters that cannot be read. Save the file as "CSV UTF-8" and try again.`,
  );
}

/** The one that the line of column names has most of. */
function separatorOf(text: string): string {
  const head = text.slice(0, 65_536).trimStart().split("\n", 1)[0] ?? "";
  const unquoted = head.replace(/"[^"]*"/g, "");
  const count = (separator: string) => unquoted.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function readRows(text: string, start: number, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cursor = start;
  let line = 1 + countLines(text, 0, start);
  Papa.parse<string[]>(text.slice(start), {
    delimiter,
    newline: "\n",
    step({ data, errors, meta }) {
      if (errors.length > 0)
        throw refusal("quotes", `The quotation marks in or after line ${line} do not fit together.`);
      const cells = data.slice(0, MAX_COLUMNS).map((cell) => textOfCell(cell).trim());
      if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
      if (rows.length > MAX_ROSTER_ROWS + 1)
        throw refusal("rows", `The list has more than ${MAX_ROSTER_ROWS} students. Import it in parts.`);
      line += countLines(text, cursor, start + meta.cursor);
      cursor = start + meta.cursor;
    },
  });
  return rows;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

const refusal = (what: string, message: string) =>
  new ProtocolError("malformed", { field: `csv.${what}`, message });
