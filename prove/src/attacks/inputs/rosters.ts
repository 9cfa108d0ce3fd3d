import { describe, expect, test } from "bun:test";
import {
  type ErrorCode,
  MAX_ROSTER_BYTES,
  MAX_ROSTER_ROWS,
  type PeoplePage,
  type RosterCheck,
  type RosterImported,
} from "@encrptalk/protocol";
import fc from "fast-check";
import { IS_WHOLE, tried } from "../tried.ts";
import type { Answered, AttackedSchool } from "./attacked-school.ts";
import { ANY_LETTER, isBroken, isName, STRANGE_STRINGS } from "./strange-strings.ts";

const ROWS = IS_WHOLE ? MAX_ROSTER_ROWS : 1_500;
const FUZZ_RUNS = IS_WHOLE ? 500 : 20;
const HEAD = "Name,Email,Roll ID,Class";
/** What spreadsheets compute. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const row = (
  name: string,
  key: string,
  more: { rollId?: string; email?: string; className?: string } = {},
): string =>
  [name, more.email ?? `${key}@hill.example`, more.rollId ?? key, more.className ?? "9 A"]
    .map(quoted)
    .join(",");

/** What the cells of a list say, as a spreadsheet reads them (RFC 4180). */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  for (const line of csv.matchAll(
    /((?:"(?:[^"]|"")*"|[^",\r\n])*(?:,(?:"(?:[^"]|"")*"|[^",\r\n])*)*)\r\n/g,
  )) {
    const cells = [...(line[1] ?? "").matchAll(/(?:^|,)("(?:[^"]|"")*"|[^",\r\n]*)/g)].map(
      ([, cell = ""]) => cell,
    );
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
  }
  return rows;
}

export const rosters = (attacked: () => AttackedSchool): void =>
  describe("a list of students", () => {
    const post = (what: "check" | "import", csv: string, more: object = {}): Promise<Answered> =>
      attacked().post(`/api/roster/${what}`, JSON.stringify({ csv, ...more }), { by: attacked().rao });
    const check = async (csv: string): Promise<RosterCheck> => JSON.parse((await post("check", csv)).text);
    const countPeople = async () =>
      (await attacked().rao.ask<PeoplePage>("GET", "/api/people?limit=1")).total;

    test("of strange names gets a verdict for each row, is taken whole or not at all, and is exported as it came", async () => {
      const strings = STRANGE_STRINGS.filter((text) => !isBroken(text) && !/[\uFFFD\0]/.test(text));
      // Where a cell has been guarded by an apostrophe, the name is what stands behind it.
      const names = strings.map((text) => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text));
      const csv = [HEAD, ...strings.map((text, index) => row(text, `strange-${index}`))].join("\n");
      const { verdicts, counts } = await check(csv);
      expect(verdicts).toHaveLength(strings.length);
      const refused = new Set(
        verdicts.filter(({ verdict }) => verdict === "refused").map(({ rollId }) => rollId),
      );
      for (const [index, name] of names.entries()) {
        expect({ name, isRefused: refused.has(`strange-${index}`) }).toEqual({
          name,
          isRefused: !isName(name),
        });
      }
      const before = await countPeople();
      expect(await post("import", csv)).toMatchObject({ status: 422, error: { code: "roster-refused" } });
      expect(await countPeople()).toBe(before);

      const taken = names.flatMap((name, index) =>
        isName(name) ? [{ name: name.trim(), key: `strange-${index}` }] : [],
      );
      const good = [
        HEAD,
        ...taken.map(({ name, key }) => row(FORMULA.test(name) ? `'${name}` : name, key)),
      ].join("\r\n");
      expect(JSON.parse((await post("import", good)).text)).toMatchObject({
        added: taken.length,
      } satisfies Partial<RosterImported>);
      expect(counts.refused).toBe(strings.length - taken.length);

      const { text: exported } = await attacked().get("/api/roster/export", attacked().rao);
      const cells = cellsOf(exported.replace(/^\uFEFF/, ""));
      expect(cells.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
      const byRollId = new Map(cells.map(([rollId = "", name = ""]) => [rollId, name]));
      const unguarded = (cell = "") => (/^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
      for (const { name, key } of taken)
        expect({ key, name: unguarded(byRollId.get(key)) }).toEqual({ key, name });
      const again = await check(exported);
      expect(again.counts).toMatchObject({ add: 0, update: 0, refused: 0 });
      await attacked().isUnharmed();
      tried("strange cells in lists of students, imported and exported", 2 * strings.length);
    });

    test("in a wrong encoding, without an end of its quotes, without students, or too long is refused by what is wrong", async () => {
      const good = `${HEAD}\n${row("Dina", "enc-1")}`;
      const utf16 = new TextDecoder().decode(Buffer.from(`\uFEFF${good}`, "utf16le"));
      const latin = new TextDecoder().decode(Buffer.from(`${HEAD}\n${row("José", "enc-2")}`, "latin1"));
      const refusals: [string, string, ErrorCode, string | undefined][] = [
        ["UTF-16 read as UTF-8", utf16, "malformed", "csv.encoding"],
        ["Latin-1 read as UTF-8", latin, "malformed", "csv.encoding"],
        ["a NUL", `${good}\0`, "malformed", "csv.encoding"],
        ["quotes that do not end", `${HEAD}\n"Dina,a@b.example,1,9 A`, "malformed", "csv.quotes"],
        ["a quote in the middle", `${HEAD}\n"Di"na,a@b.example,1,9 A`, "malformed", "csv.quotes"],
        ["nothing", "", "malformed", "csv.empty"],
        ["only marks of the byte order", "\uFEFF\uFEFF", "malformed", "csv.empty"],
        ["only the names of columns", HEAD, "malformed", "csv.empty"],
        [
          "one student too many",
          `${HEAD}\n${"a,b,c,d\n".repeat(MAX_ROSTER_ROWS + 1)}`,
          "malformed",
          "csv.rows",
        ],
        ["8 MB", "a".repeat(MAX_ROSTER_BYTES), "too-large", undefined],
      ];
      const before = await countPeople();
      for (const [what, csv, code, field] of refusals) {
        for (const way of ["check", "import"] as const) {
          const { error } = await post(way, csv);
          expect({ what, code: error?.code, field: error?.field }).toEqual({ what, code, field });
        }
      }
      expect(await countPeople()).toBe(before);
      await attacked().isUnharmed();
      tried("lists of students that cannot be read", 2 * refusals.length);
    });

    test("with marks of the byte order, line breaks in quotes, and any line ends is read row by row", async () => {
      const broken = row("Two\nlines", "nl-2");
      for (const [index, end] of ["\n", "\r\n", "\r"].entries()) {
        const lines = [HEAD, row("Dina", "nl-1"), broken, "", row("Emil", "nl-3", { className: "9\tB" })];
        const { verdicts } = await check(`${"\uFEFF".repeat(index)}${lines.join(end)}`);
        const told = verdicts.map(({ line, verdict, field }) => ({ line, verdict, field }));
        expect(told.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))).toEqual([
          { line: 2, verdict: "add", field: null },
          { line: 3, verdict: "refused", field: "name" },
          { line: 6, verdict: "refused", field: "className" },
        ]);
      }
      tried("lists of students with odd line ends", 3);
    });

    test("with a roll ID or an address twice has both rows refused, however they are written", async () => {
      const pairs = [
        [row("Dina", "d-1"), row("Emil", "d-2", { rollId: "D-1" })],
        [row("Dina", "d-3"), row("Emil", "d-4", { email: "D-3@HILL.example" })],
        [row("Dina", "d-5", { rollId: " d-5 " }), row("Emil", "d-6", { rollId: "d-5" })],
      ];
      for (const pair of pairs) {
        const csv = [HEAD, ...pair].join("\n");
        const { verdicts } = await check(csv);
        expect(verdicts.map(({ reason }) => reason)).toEqual(["duplicate-in-file", "duplicate-in-file"]);
        expect(await post("import", csv)).toMatchObject({ error: { code: "roster-refused" } });
      }
      tried("lists of students with somebody in them twice", pairs.length);
    });

    test("of any cells at all is answered (seeded)", async () => {
      const cell = fc.oneof(
        fc.string({ unit: ANY_LETTER, maxLength: 20 }),
        fc.constantFrom(
          '"',
          '""',
          ",",
          ";",
          "\t",
          "\n",
          "\r",
          "\uFEFF",
          "sep=;",
          "=1",
          "'",
          HEAD,
          "Roll ID",
          "a@b.example",
          "__proto__",
          "constructor",
        ),
      );
      const files = fc
        .array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 })
        .map((rows) => rows.map((cells) => cells.join(",")).join("\n"));
      await fc.assert(
        fc.asyncProperty(files, async (file) => {
          const { status } = await post("check", `${HEAD}\n${file}`);
          expect([200, 400]).toContain(status);
        }),
        { numRuns: FUZZ_RUNS },
      );
      await attacked().isUnharmed();
      tried("lists of students of any cells at all", FUZZ_RUNS);
    });

    test(`of ${ROWS} students is taken while others go on talking`, async () => {
      const rows = Array.from({ length: ROWS }, (_, index) => row(`Student ${index}`, `many-${index}`));
      const csv = [HEAD, ...rows].join("\n");
      const imported = post("import", csv);
      let isDone = false;
      void imported.finally(() => {
        isDone = true;
      });
      let longest = 0;
      while (!isDone) {
        const startedAt = performance.now();
        await attacked().isUnharmed({ withinMs: 60_000 });
        longest = Math.max(longest, performance.now() - startedAt);
      }
      expect(JSON.parse((await imported).text)).toMatchObject({ added: ROWS });
      tried(`a list of ${ROWS} students`, 1, {
        figures: `a message took ${Math.round(longest)} ms at most meanwhile`,
      });
    });
  });
