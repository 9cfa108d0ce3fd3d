import { describe, expect, test } from "bun:test";
import type { RoomId, SearchPage, StudentDetails } from "@encrptalk/protocol";
import { MAX_NAME_CHARACTERS, MAX_TEXT_CHARACTERS } from "@encrptalk/protocol";
import fc from "fast-check";
import { IS_WHOLE, tried } from "../tried.ts";
import { type AttackedSchool, expectRefusal } from "./attacked-school.ts";
import { countCharacters, isName } from "./strange-strings.ts";

const TEXTS = IS_WHOLE ? 400 : 5;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const partsOf = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

/** Characters as people count them: emoji of several parts, flags, and letters with marks in front and behind. */
const SAMPLES = [
  ...[
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🇮🇳",
    "1️⃣",
    "❤️‍🔥",
    "🏳️‍🌈",
    "🧑🏿‍🚀",
    "é",
    "e\u0301",
    "\u0061\u0328\u0301",
    "한",
    "각",
  ],
  ...["नि", "ก็", "தி", "ক্ষ", "မြ", "\u0600١", "\r\n", "ﷺ", "𝄞", "𠮷", "ᬓ᭄", "ก", "שָׁ", "ب\u064F"],
];
/** Texts of whole characters, the same one many times in a row among them: that is where a cut shows. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }),
  fc.array(fc.constantFrom(...SAMPLES), { minLength: 1, maxLength: 400 }).map((parts) => parts.join("")),
  fc.tuple(fc.constantFrom(...SAMPLES), fc.nat(300)).map(([part, count]) => part.repeat(count + 1)),
);

export const wholeCharacters = (attacked: () => AttackedSchool): void =>
  describe("characters as a person counts them", () => {
    test("8,000 of any kind are a message, and one more is too long (P8)", async () => {
      let count = 0;
      for (const sample of SAMPLES.filter((part) => Buffer.byteLength(part) <= 8)) {
        // Behind a control character none goes on.
        const begun = `${sample.repeat(3_000)}\u0001`;
        const full = begun + "é".repeat(MAX_TEXT_CHARACTERS - countCharacters(begun));
        const room = attacked().school.defaultRoom;
        expect(countCharacters(full)).toBe(MAX_TEXT_CHARACTERS);
        await attacked().asha.say(room, full);
        const body = { alg: "plain", text: `${full}é` };
        const command = { type: "message.send", roomId: room, messageId: crypto.randomUUID(), body };
        const refused = await attacked().post("/api/commands", JSON.stringify({ id: "1", command }));
        expectRefusal(refused, "text-too-long");
        count += 2;
      }
      tried("messages of 8,000 characters, and of one more", count);
    });

    test("a name has a hundred of them", async () => {
      const { rao } = attacked();
      let count = 0;
      for (const sample of SAMPLES.filter((part) => isName(part) && !/^\u0600/.test(part))) {
        for (const many of [MAX_NAME_CHARACTERS, MAX_NAME_CHARACTERS + 1]) {
          const name = sample.repeat(many);
          const path = "/api/school/settings";
          const { error } = await attacked().post(path, JSON.stringify({ name }), {
            by: rao,
            method: "PATCH",
          });
          expect({ name, isTaken: error === null }).toEqual({ name, isTaken: isName(name) });
          count += 1;
        }
      }
      tried("names of a hundred characters, and of one more", count);
    });

    test("none is broken at the desk, nor in what the search shows", async () => {
      const { asha, school } = attacked();
      const room = await school.openConversation(asha.me.accountId);
      const seed = IS_WHOLE ? Date.now() : 7;
      const rows = SAMPLES.map((part) => `a${part.repeat(150)}`);
      const texts = [...rows, ...fc.sample(anyText, { numRuns: TEXTS, seed })].filter((text) =>
        /[\p{L}\p{N}\p{S}]/u.test(text),
      );
      for (const [index, text] of texts.entries()) {
        const long = `${text} needle${index}x ${text}`;
        expect({ seed, text, breaks: await breaksAt(attacked(), room, long) }).toEqual({
          seed,
          text,
          breaks: [],
        });
      }
      for (const [index, text] of texts.entries()) {
        const found = await snippetOf(attacked(), `needle${index}x`);
        const inner = partsOf(`${text} needle${index}x ${text}`.normalize("NFC"));
        expect({ seed, text, isWhole: isRunOf(partsOf(found), inner) }).toEqual({
          seed,
          text,
          isWhole: true,
        });
      }
      await attacked().isUnharmed();
      tried("texts cut at the desk and in the search", 2 * texts.length);
    });
  });

/** What is shown at the desk that is not whole. */
async function breaksAt(attacked: AttackedSchool, room: RoomId, text: string): Promise<string[]> {
  await attacked.asha.say(room, text);
  const path = `/api/desk/students/${attacked.asha.me.accountId}`;
  const { entry } = await attacked.rao.ask<StudentDetails>("GET", path);
  const shown = entry.conversation?.lastMessage?.text ?? "";
  const parts = partsOf(text);
  // One that is longer than all that is shown cannot be whole.
  if (isRunOf(partsOf(shown), parts) || (parts[0]?.startsWith(shown) && shown.length > 190)) return [];
  return [shown];
}

/** The text of the one hit, as soon as it is in the index. */
async function snippetOf({ asha }: AttackedSchool, word: string): Promise<string> {
  for (let look = 0; look < 500; look++) {
    const { hits } = await asha.ask<SearchPage>("GET", `/api/search?q=${word}`);
    if (hits[0]) return hits[0].text;
    await Bun.sleep(10);
  }
  throw new Error(`${word} was not found`);
}

/** Whether some characters stand one after the other among others, all of them whole. */
const isRunOf = (some: readonly string[], all: readonly string[]): boolean =>
  all.some((_, at) => some.every((part, index) => part === all[at + index]));
