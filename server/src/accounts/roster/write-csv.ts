import Papa from "papaparse";
import { guardedText } from "./formulas.ts";

/** CSV for spreadsheets: with a byte-order mark, without which Excel reads no UTF-8, and without formulas. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${Papa.unparse(
    rows.map((row) => row.map(guardedText)),
    { newline: "\r\n" },
  )}\r\n`;
