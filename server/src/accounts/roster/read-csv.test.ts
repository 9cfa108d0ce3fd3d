import { describe, expect, test } from "bun:test";
import { MAX_ROSTER_ROWS, ProtocolError, writeCsv } from "@encrptalk/protocol";
import fc from "fast-check";
import Papa from "papaparse";
import { readCsv } from "./read-csv.ts";

const cellsOf = (file: string) => readCsv(file).rows.map(({ cells }) => cells);

function refused(file: string): { code: string; field: string | undefined } | null {
  try {
    readCsv(file);
    return null;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { code: error.code, field: error.details.field };
  }
}

describe("a list is read", () => {
  test.each([",", ";", "\t"])("with %j between its columns", (separator) => {
    const file = `Roll No,Name\n1,"Verma${separator} Asha"\n`.replaceAll(",", separator);
    expect(readCsv(file)).toEqual({
      headers: ["Roll No", "Name"],
      rows: [{ line: 2, cells: ["1", `Verma${separator} Asha`] }],
    });
  });

  test("with several byte-order marks, and its lines are counted right", () => {
    expect(readCsv("\uFEFF\uFEFFRoll No\n1")).toEqual({
      headers: ["Roll No"],
      rows: [{ line: 2, cells: ["1"] }],
    });
  });

  test("without the columns that nobody could name, so that a very wide one keeps nobody waiting", () => {
    const { headers, rows } = readCsv(`Roll No${",x".repeat(200_000)}\n1${",y".repeat(200_000)}`);
    expect([headers.length, rows[0]?.cells.length]).toEqual([1_001, 1_001]);
  });

  test.each(["\n", "\r\n", "\r"])("with lines that end in %j", (end) => {
    expect(cellsOf(["Roll No,Name", "1,Asha", "2,Ben", ""].join(end))).toEqual([
      ["1", "Asha"],
      ["2", "Ben"],
    ]);
  });

  test("with a byte-order mark, and with Excel's line that names the separator", () => {
    expect(readCsv("\uFEFFName\nAsha").headers).toEqual(["Name"]);
    expect(readCsv('\uFEFFsep=;\r\n"a,b,c";Name\r\n1;Asha')).toEqual({
      headers: ["a,b,c", "Name"],
      rows: [{ line: 3, cells: ["1", "Asha"] }],
    });
  });

  test("without its blank rows, each row with its own line, also behind line breaks in quotes", () => {
    const file = '\nRoll No,Address\n1,"Hill Road 1\nFlat 2"\n,,\n\n2," "\n';
    expect(readCsv(file).rows).toEqual([
      { line: 3, cells: ["1", "Hill Road 1\nFlat 2"] },
      { line: 7, cells: ["2", ""] },
    ]);
  });

  test("with formulas as the text they are", () => {
    expect(cellsOf("Name\n=1+1\n'=1+1\n-Ben\n'Ben'\n''+1")).toEqual([
      ["=1+1"],
      ["=1+1"],
      ["-Ben"],
      ["'Ben'"],
      ["'+1"],
    ]);
  });
});

describe("a list is refused that", () => {
  test("was saved in another encoding", () => {
    const umlauts = new Uint8Array(Buffer.from("Name\nJörg\n", "latin1"));
    expect(refused(new TextDecoder().decode(umlauts))).toEqual({ code: "malformed", field: "csv.encoding" });
    const wide = new Uint8Array(Buffer.from("\uFEFFName\nAsha\n", "utf16le"));
    expect(refused(new TextDecoder().decode(wide))).toEqual({ code: "malformed", field: "csv.encoding" });
  });

  test("has no student, or too many", () => {
    for (const file of ["", "\n\n", "Name,Roll No\n", "Name\n\n , \n"])
      expect(refused(file)).toEqual({ code: "malformed", field: "csv.empty" });
    const students = "Asha\n".repeat(MAX_ROSTER_ROWS);
    expect(refused(`Name\n${students}`)).toBeNull();
    expect(refused(`Name\n${students}Ben`)).toEqual({ code: "malformed", field: "csv.rows" });
  });

  test("has quotation marks that do not fit together", () => {
    for (const file of ['Name\n"Asha\nBen', 'Name\n"Asha" Verma\n'])
      expect(refused(file)).toEqual({ code: "malformed", field: "csv.quotes" });
  });
});

test("whatever text is written is read again, and is no formula to a spreadsheet", () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", '"', ",", ";", "\t", "\n", "a", "＝") }),
  );
  const readable = cell.map((text) => text.replace(/[\r\0\uFFFD\uFEFF]/g, "").trim()).filter(Boolean);
  fc.assert(
    fc.property(fc.array(readable, { minLength: 1, maxLength: 8 }), (texts) => {
      const file = writeCsv([["Name", "Roll ID"], ...texts.map((text) => [text, "1"])]);
      expect(cellsOf(file)).toEqual(texts.map((text) => [text, "1"]));
      const shown = Papa.parse<string[]>(file, { delimiter: "," }).data.flat();
      expect(shown.filter((text) => /^[=+\-@\t＝＋－＠]/.test(text))).toEqual([]);
    }),
  );
});
