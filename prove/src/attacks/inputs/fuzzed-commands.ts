import { describe, expect, test } from "bun:test";
import { CLOSE, type ServerFrame } from "@encrptalk/protocol";
import fc from "fast-check";
import { IS_WHOLE, tried } from "../tried.ts";
import { type AttackedSchool, answeredBy } from "./attacked-school.ts";
import { Line, type Outcome } from "./line.ts";
import { type Json, type Schema, samplesOf } from "./sample.ts";
import { ANY_LETTER } from "./strange-strings.ts";

/** As many connections, of a student and of staff in turn, say one frame each at the same time. */
const AT_ONCE = 10;
const RUNS = IS_WHOLE ? 1_000 : 20;

/** Texts that are almost a request: pieces of it left out, doubled, or others in their place. */
const mutated = (frames: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...frames),
      fc.array(
        fc.record({
          at: fc.nat(2_000),
          length: fc.nat(8),
          text: fc.oneof(
            fc.string({ unit: ANY_LETTER, maxLength: 4 }),
            fc.constantFrom(
              '"',
              "{",
              "}",
              "[",
              "]",
              ":",
              ",",
              "null",
              "-",
              "1e999",
              "\\u0000",
              "\\ud800",
              '"__proto__":{},',
              "\\",
            ),
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([frame, changes]) =>
      changes.reduce((text, { at, length, text: piece }) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + piece + text.slice(from + length);
      }, frame),
    );

/** Commands in their right form with values that mean something, in any combination. */
const combined = (samples: readonly Json[], ids: readonly string[]): fc.Arbitrary<string> => {
  const id = fc.constantFrom(...ids, "nobody");
  const number = fc.oneof(fc.nat(50), fc.constantFrom(0, 1, 2 ** 31, 2 ** 53 - 1, -1, 0.5));
  const text = fc.string({ unit: "grapheme", maxLength: 30 });
  const valueFor = (value: Json): fc.Arbitrary<Json> => {
    if (typeof value === "number") return number;
    if (typeof value === "boolean") return fc.boolean();
    if (typeof value === "string")
      return value === "1" || value === "12345678"
        ? id
        : fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: text });
    if (Array.isArray(value)) return fc.array(valueFor(value[0] ?? null), { maxLength: 5 });
    if (value === null) return fc.constant(null);
    return fc.record(
      Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          name,
          ["type", "alg"].includes(name) ? fc.constant(part) : valueFor(part),
        ]),
      ),
    );
  };
  return fc
    .oneof(...samples.map((sample) => valueFor((sample as { command: Json }).command)))
    .map((command) => JSON.stringify({ id: "1", command }));
};

export const fuzzedCommands = (attacked: () => AttackedSchool): void =>
  describe("commands that are almost right", () => {
    const open = async () => {
      const { text } = await attacked().get("/api/openapi.json");
      const schema = JSON.parse(text).components.schemas.Request as Schema;
      const { asha, ben, school } = attacked();
      const own = await school.openConversation(asha.me.accountId);
      const foreign = await school.openConversation(ben.me.accountId);
      const ids = [asha.me.accountId, ben.me.accountId, school.defaultRoom, own, foreign, "12345678"];
      const samples = samplesOf(schema);
      return fc.oneof(mutated(samples.map((sample) => JSON.stringify(sample))), combined(samples, ids));
    };

    test("as frames are answered or closed on, and never an error of the server's (P3, P4)", async () => {
      const frames = await open();
      const people = [attacked().asha, attacked().rao];
      const lines = Array.from(
        { length: AT_ONCE },
        (_, index) => new Line(people[index % 2] ?? attacked().asha),
      );
      await check(frames, async (frame, index) => {
        const line = lines[index % AT_ONCE];
        return line !== undefined && isExpected(frame, await line.say(frame));
      });
      for (const line of lines) line.close();
      await attacked().isUnharmed();
      tried("mutated and combined commands as frames", RUNS * AT_ONCE);
    });

    test("as bodies are answered with what fits them (P5)", async () => {
      await check(await open(), async (body) => {
        const { status, text } = await attacked().post("/api/commands", body);
        const reply = JSON.parse(text) as Partial<Extract<ServerFrame, { type: "reply" }>>;
        return (status === 200) === (reply.ok === true) && (reply.ok === true || "error" in reply);
      });
      await attacked().isUnharmed();
      tried("mutated and combined commands as bodies", RUNS * AT_ONCE);
    });
  });

/** Fails with the seed, which repeats the run: `fc.assert(…, { seed })`. */
const check = (
  texts: fc.Arbitrary<string>,
  isRight: (text: string, index: number) => Promise<boolean>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (all) => {
      const right = await Promise.all(all.map(isRight));
      expect(all.filter((_, index) => !right[index])).toEqual([]);
    }),
    { numRuns: RUNS, ...(IS_WHOLE ? {} : { seed: 1 }) },
  );

function isExpected(frame: string, outcome: Outcome): boolean {
  if (outcome.kind === "closed")
    return outcome.code === CLOSE.malformed && outcome.error?.code === "malformed";
  const { reply } = outcome;
  answeredBy(200, JSON.stringify(reply));
  return reply.ok || frame.includes(reply.id);
}
