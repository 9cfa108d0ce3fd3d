import { beforeAll, describe, expect, test } from "bun:test";
import type { ProtocolErrorBody } from "@encrptalk/protocol";
import { IS_WHOLE, tried } from "../tried.ts";
import type { AttackedSchool } from "./attacked-school.ts";
import { type Entrance, entrancesOf, placesIn, stateOf } from "./entrances.ts";
import { type Place, withText } from "./sample.ts";

/** By JSON's types. Objects and lists where an id belongs were how others were broken into. */
const JUNK: Record<string, readonly string[]> = {
  null: ["null"],
  boolean: ["true", "false"],
  integer: ["0", "-1", "1.5", "1e308", "-1e999", "9007199254740993"],
  string: [
    '""',
    '"1"',
    '"null"',
    '"__proto__"',
    '"constructor"',
    '"\\u0000"',
    '"\\ud800"',
    '"$where"',
    '"\' OR 1=1 --"',
  ],
  array: ["[]", '["1"]', "[{}]", "[[[[]]]]", "[null]", `[${"1,".repeat(5_000)}1]`],
  object: [
    '{"$ne":1}',
    '{"$gt":""}',
    '{"$regex":".*"}',
    '{"__proto__":{"role":"admin"}}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
    '{"length":1,"0":"1"}',
    '{"toString":"1"}',
  ],
};
/** Numbers that no field takes. */
const NO_NUMBERS = ["-1", "1.5", "1e308", "9007199254740993"];
/** In a short run, one of each kind for each place. */
const some = <T>(all: readonly T[]): readonly T[] => (IS_WHOLE ? all : all.slice(0, 1));

const junkFor = ({ types }: Place): string[] => [
  ...Object.entries(JUNK).flatMap(([type, junk]) => (types.has(type) ? [] : some(junk))),
  ...(types.has("integer") ? NO_NUMBERS : []),
];

/** Of strings, what others mistook for something else, and what is long; some fields take some of them. */
const STRANGE = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "\0",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
  ],
  ...[
    "%00",
    "' OR '1'='1",
    '";DROP TABLE events;--',
    "#{7*7}",
    "{{7*7}}",
    "x".repeat(40_000),
    "\ud800",
    "🏳️‍🌈".repeat(3_000),
  ],
].map((text) => JSON.stringify(text));

/** What only the server may say, and what a program's own objects have. */
const FOREIGN: readonly (readonly [string, string])[] = [
  ["role", '"admin"'],
  ["sender", '{"accountId":"a","deviceId":"b"}'],
  ["senderId", '"a"'],
  ["accountId", '"a"'],
  ["deviceId", '"b"'],
  ["seq", "1"],
  ["number", "1"],
  ["at", "1"],
  ["time", "1"],
  ["position", "1"],
  ["previous", "0"],
  ["status", '"active"'],
  ["__proto__", '{"role":"admin"}'],
  ["constructor", '{"prototype":{"role":"admin"}}'],
  ["x".repeat(20_000), "1"],
];

/** Everything with every value at every place. */
interface Trial {
  entrance: Entrance;
  place: Place;
  body: string;
}

function* trials(
  entrances: readonly Entrance[],
  valuesFor: (place: Place) => readonly string[],
): Iterable<Trial> {
  for (const entrance of entrances) {
    for (const { sample, place } of placesIn(entrance)) {
      for (const text of valuesFor(place))
        yield { entrance, place, body: withText(sample, place.path, text) };
    }
  }
}

export const typedJunk = (attacked: () => AttackedSchool): void =>
  describe("typed junk", () => {
    let entrances: Entrance[];
    beforeAll(async () => {
      const all = await entrancesOf(attacked());
      // Commands come in by two doors, behind which is one parser.
      entrances = IS_WHOLE ? all : all.filter(({ name }) => !/commands|poll/.test(name));
    });

    test("of another type than a field's is refused by the field's name, and nothing changes (P4)", async () => {
      const before = await stateOf(attacked());
      const count = await tryAll(trials(entrances, junkFor), refuses);
      expect(await stateOf(attacked())).toEqual(before);
      await attacked().isUnharmed();
      tried("fields of commands and bodies with values of another type", count);
    });

    test("a role, a sender, a number, a time or any other field given by the client is refused, and nothing changes (P4)", async () => {
      const before = await stateOf(attacked());
      const count = await tryAll(
        foreign(entrances),
        (error) => error?.code === "malformed" && isShort(error),
      );
      expect(await stateOf(attacked())).toEqual(before);
      await attacked().isUnharmed();
      tried("fields that only the server may give", count);
    });

    test("strings that mean something elsewhere are taken as they stand, or refused in words", async () => {
      const strings = ({ types }: Place) => (types.has("string") ? STRANGE : []);
      const tested = IS_WHOLE ? entrances : entrances.filter(({ name }) => /WebSocket/.test(name));
      const count = await tryAll(trials(tested, strings), (error) => error === null || isShort(error));
      await attacked().isUnharmed();
      tried("strange strings in fields of commands and bodies", count);
    });
  });

/** How many were tried; fails with all that were not answered as they should. */
async function tryAll(
  all: Iterable<Trial>,
  isRight: (error: ProtocolErrorBody | null, place: Place) => boolean,
): Promise<number> {
  const wrong: object[] = [];
  let count = 0;
  for (const { entrance, place, body } of all) {
    count += 1;
    const { error } = await entrance.ask(body);
    if (!isRight(error, place)) wrong.push({ at: entrance.name, body: body.slice(0, 300), error });
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(100);
  return count;
}

function* foreign(entrances: readonly Entrance[]): Iterable<Trial> {
  for (const entrance of entrances) {
    for (const { sample, place } of placesIn(entrance)) {
      const { properties } = place.schema;
      if (!properties) continue;
      for (const [name, text] of FOREIGN) {
        if (Object.hasOwn(properties, name)) continue;
        yield { entrance, place, body: withText(sample, place.path, text, name) };
      }
    }
  }
}

/** What is told can be read, however long what it tells of is. */
const isShort = ({ message, field = "" }: ProtocolErrorBody): boolean =>
  message.length + field.length < 1_000;

/** By name; a `type` that names no command is an unknown command (P4). */
const refuses = (error: ProtocolErrorBody | null, { path }: Place): boolean =>
  path.join(".") === "command.type"
    ? error?.code === "unknown-command"
    : error?.code === "malformed" && (error.field ?? "") === path.join(".") && isShort(error);
