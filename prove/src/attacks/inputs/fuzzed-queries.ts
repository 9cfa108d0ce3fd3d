import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { IS_WHOLE, tried } from "../tried.ts";
import type { AttackedSchool } from "./attacked-school.ts";
import { ANY_LETTER } from "./strange-strings.ts";

/** Requests that are under way at the same time, as one case. */
const AT_ONCE = 16;
const RUNS = IS_WHOLE ? 400 : 20;
/** What a query may be answered with, whatever it is. */
const STATUSES = [200, 400, 404];

/** What the grammar of the search is made of, what that of its index is made of, and what is neither. */
const PIECES = [
  ...[
    '"',
    "“",
    "”",
    "«",
    "*",
    "**",
    "from:",
    "in:",
    "class:",
    "before:",
    "after:",
    "FROM:",
    "from：",
    ":",
    "::",
  ],
  ...[
    "NEAR(",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    "{",
    "}",
    "^",
    "-",
    "+",
    ",",
    "text:",
    "scope : x",
    "'",
    "''",
    ";",
    "--",
    "\\",
    "%",
    "_",
  ],
  ...[
    "a",
    "ab",
    "asha",
    "conversations",
    "2026",
    "2026-03",
    "2026-02-30",
    "9999-12-31",
    "10 B",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
  ],
  ...[
    "\0",
    "\u0301",
    "\u200d",
    "\u2028",
    "🏳️‍🌈",
    "👩‍👩‍👧",
    "日本語",
    "ـ",
    "שָׁ",
    "ﷺ",
    "ß",
    "İ",
    "ﬁ",
    "\uFFFF",
    "\u{10FFFF}",
    "x".repeat(200),
  ],
  ...[" ", "  ", "\t", "\n", "\u3000"],
];

const typed = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join("")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(" ")),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: ANY_LETTER, maxLength: 5 })), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join("")),
);
const number = fc.oneof(
  fc.integer({ min: -2, max: 300 }).map(String),
  fc.constantFrom("9007199254740993", "999999999999999", "1e3", "0x10", " 1", "1.0", "٣", "", "-0"),
);

interface Described {
  parameters?: { name: string; in: string; schema: { pattern?: string; enum?: string[] } }[];
}

/** A request that only reads, with anything in its path and its query. */
const requestOf = (path: string, { parameters = [] }: Described, known: readonly string[]) => {
  const values = parameters.map((parameter) => {
    const { name, schema } = parameter;
    const any = fc.oneof(typed, fc.constantFrom(...known), mutated(known));
    const fitting = schema.enum ? fc.constantFrom(...schema.enum) : schema.pattern ? number : any;
    const value = fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: any });
    // What names something in the path cannot be left out.
    const isLeftOut = parameter.in === "path" ? fc.constant(false) : fc.boolean();
    return fc.record({ name: fc.constant(name), where: fc.constant(parameter.in), value, isLeftOut });
  });
  return fc.tuple(...values).map((given) => {
    const filled = given.reduce(
      (text, { name, where, value }) => (where === "path" ? text.replace(`{${name}}`, encode(value)) : text),
      path,
    );
    const query = given.filter(({ where, isLeftOut }) => where === "query" && !isLeftOut);
    return `${filled}?${query.map(({ name, value }) => `${name}=${encode(value)}`).join("&")}`;
  });
};

/** Something that the server gave, with a few of its letters others. */
const mutated = (known: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...known),
      fc.array(fc.tuple(fc.nat(100), fc.string({ unit: ANY_LETTER, maxLength: 2 })), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(([text, changes]) =>
      changes.reduce(
        (now, [at, letters]) =>
          now.slice(0, at % (now.length + 1)) + letters + now.slice((at % (now.length + 1)) + 1),
        text,
      ),
    );

/** Half of a pair has no place in an address. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed()) || "%20";

/** Ids and cursors that mean something: what is almost one of them goes furthest. */
async function knownTo({ rao, asha, ben, school }: AttackedSchool): Promise<string[]> {
  const cursors: string[] = [];
  for (const path of [
    "/api/desk/students?limit=1",
    "/api/people?limit=1",
    "/api/rooms?limit=1",
    "/api/search?q=a*&limit=1",
    `/api/rooms/${school.defaultRoom}/members?limit=1`,
  ]) {
    const { next } = await rao.ask<{ next: string | null }>("GET", path);
    if (next !== null) cursors.push(next);
  }
  return [asha.me.accountId, ben.me.accountId, school.defaultRoom, ...cursors];
}

export const fuzzedQueries = (attacked: () => AttackedSchool): void =>
  describe("anything at all", () => {
    test("in the query or the path of whatever can be read is answered, and no word of the database's in it (P52)", async () => {
      const { text } = await attacked().get("/api/openapi.json");
      const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Described>> };
      const known = await knownTo(attacked());
      const readable = Object.entries(paths).flatMap(([path, { get }]) =>
        get?.parameters?.length ? [requestOf(path, get, known)] : [],
      );
      expect(readable.length).toBeGreaterThan(7);
      await tryAll(attacked(), fc.oneof(...readable), STATUSES);
      tried("requests with anything in their path and query", RUNS * AT_ONCE);
    });

    test("typed into the search, by a student and by staff, finds or does not find (P52, P54)", async () => {
      const query = typed.map((text) => `/api/search?q=${encode(text)}`);
      await tryAll(attacked(), query, [200, 400]);
      tried("searches for anything at all", RUNS * AT_ONCE);
    });
  });

/** Fails with the seed, which repeats the run: `fc.assert(…, { seed })`. */
const tryAll = (attacked: AttackedSchool, requests: fc.Arbitrary<string>, statuses: readonly number[]) =>
  fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (paths) => {
      const answers = await Promise.all(
        paths.map(async (path, index) => {
          const { status } = await attacked.get(path, index % 3 === 0 ? attacked.asha : attacked.rao);
          return { path, status };
        }),
      );
      // To a student, the desk is forbidden.
      expect(answers.filter(({ status }) => !statuses.includes(status) && status !== 403)).toEqual([]);
    }),
    { numRuns: RUNS, ...(IS_WHOLE ? {} : { seed: 1 }) },
  );
