import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import {
  type EventPage,
  fitsCharacters,
  MAX_TEXT_CHARACTERS,
  type SearchPage,
  startOfText,
} from "@encrptalk/protocol";
import { IS_WHOLE, tried } from "../tried.ts";
import type { AttackedSchool } from "./attacked-school.ts";
import { isInvisible, isName } from "./strange-strings.ts";

/** Where Debian's package unicode-data has Unicode's own tests. */
const FOLDER = "/usr/share/unicode";
/** A character by itself, which ends the one before it and is no part of the next. */
const BREAK = "\u0001";
const SHOWN = 200;
/** Of the lines of a file, every so many. */
const ON_THE_PROGRAM = 6;
const EMOJI_AT_ONCE = 500;

const linesOf = (text: string): string[] =>
  text.split("\n").flatMap((line) => line.replace(/#.*/, "").trim() || []);
const textOf = (codePoints: string): string =>
  codePoints
    .trim()
    .split(/\s+/)
    .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .join("");

/** Unicode's own tests, in full, where the machine has them. What is missing is told of as not run. */
export const unicodeData = (attacked: () => AttackedSchool): void => {
  if (!IS_WHOLE) return;
  const given = (
    what: string,
    file: string,
    run: (lines: string[]) => Promise<{ count: number; figures?: string }>,
  ) => {
    const lines = readLines(`${FOLDER}/${file}`);
    if (lines === null) tried(what, 0, { notRun: `no ${file} of the package unicode-data` });
    else
      test(what, async () => {
        const { count, ...more } = await run(lines);
        expect(count).toBeGreaterThan(50);
        await attacked().isUnharmed();
        tried(what, count, more);
      });
  };

  describe("Unicode's own tests", () => {
    const room = () => attacked().school.defaultRoom;
    /** A message that has this many characters up to its end, and one that has one more. */
    const isCountedAs = async (text: string, characters: number): Promise<boolean> => {
      const full = `${text}${BREAK}${"é".repeat(MAX_TEXT_CHARACTERS - characters - 1)}`;
      const send = (long: string) => {
        const body = { alg: "plain", text: long };
        const command = { type: "message.send", roomId: room(), messageId: crypto.randomUUID(), body };
        return attacked().post("/api/commands", JSON.stringify({ id: "1", command }));
      };
      const [taken, refused] = [await send(full), await send(`${full}é`)];
      return taken.error === null && refused.error?.code === "text-too-long";
    };

    /** Whether characters are counted as a line says, by the rule itself, and by the program where it is asked too. */
    const isBrokenAt = async (line: string, isAsked: boolean): Promise<boolean> => {
      const clusters = line.split("÷").filter((part) => part.trim() !== "");
      const text = clusters.map((cluster) => textOf(cluster.replaceAll("×", " "))).join("");
      const count = clusters.length;
      const isCounted = fitsCharacters(text, count) && !fitsCharacters(text, count - 1);
      return isCounted && (!isAsked || !text.isWellFormed() || (await isCountedAs(text, count)));
    };

    given(
      "GraphemeBreakTest: messages of 8,000 of them",
      "auxiliary/GraphemeBreakTest.txt",
      async (lines) => {
        const wrong: string[] = [];
        let others = 0;
        for (const [index, line] of lines.entries()) {
          if (isOfAnotherVersion(line)) others += 1;
          else if (!(await isBrokenAt(line, index % ON_THE_PROGRAM === 0))) wrong.push(line);
        }
        expect(wrong).toEqual([]);
        return { count: lines.length - others, figures: `${others} of another version of Unicode` };
      },
    );

    given("emoji-test: one character each, and never half of one", "emoji/emoji-test.txt", async (lines) => {
      const emoji = lines.map((line) => textOf(line.split(";")[0] ?? ""));
      for (let at = 0; at < emoji.length; at += EMOJI_AT_ONCE) {
        const some = emoji.slice(at, at + EMOJI_AT_ONCE);
        expect({ at, isOneEach: await isCountedAs(some.join(BREAK), 2 * some.length - 1) }).toEqual({
          at,
          isOneEach: true,
        });
      }
      const halved = emoji.filter((one) => startOfText(one.repeat(SHOWN), SHOWN).length % one.length !== 0);
      expect(halved).toEqual([]);
      return { count: 2 * emoji.length };
    });

    given(
      "NormalizationTest: found however their letters are put together",
      "NormalizationTest.txt.bz2",
      async (lines) => {
        const words = lines
          .filter((line) => !line.startsWith("@"))
          .map((line) => line.split(";").slice(0, 3).map(textOf))
          .filter(([source = ""]) => isWord(source))
          .filter((_, index) => index % 60 === 0);
        const seqs: number[] = [];
        for (const [source = ""] of words)
          seqs.push((await attacked().asha.say(room(), `${source} norm`)).seq);
        await foundSoon(attacked(), "norm", seqs.at(-1) ?? 0);
        const missed: string[] = [];
        for (const [index, forms] of words.entries()) {
          const found = await Promise.all(forms.map((form) => finds(attacked(), form, seqs[index] ?? 0)));
          missed.push(...forms.filter((_, at) => !found[at]));
        }
        expect(missed).toEqual([]);
        return { count: 3 * words.length };
      },
    );

    given("BidiCharacterTest: as names and messages", "BidiCharacterTest.txt", async (lines) => {
      const texts = [...new Set(lines.map((line) => textOf(line.split(";")[0] ?? "")))].filter(
        (_, index) => index % 250 === 0,
      );
      const { rao, asha } = attacked();
      for (const text of texts) {
        if (!isInvisible(text)) {
          const { seq } = await asha.say(room(), text);
          const { events } = await asha.ask<EventPage>(
            "GET",
            `/api/rooms/${room()}/events?around=${seq}&limit=1`,
          );
          expect(events).toMatchObject([{ body: { text } }]);
        }
        const named = await attacked().post("/api/school/settings", JSON.stringify({ name: text }), {
          by: rao,
          method: "PATCH",
        });
        if (isName(text)) expect(JSON.parse(named.text)).toMatchObject({ name: text.trim() });
        else expect(named.error?.code).toBe("malformed");
      }
      return { count: 2 * texts.length };
    });
  });
};

/** `null`: there is no such file, or nothing to unpack it with. */
function readLines(file: string): string[] | null {
  if (!existsSync(file)) return null;
  if (!file.endsWith(".bz2")) return linesOf(readFileSync(file, "utf8"));
  if (Bun.which("bzcat") === null) return null;
  return linesOf(Bun.spawnSync(["bzcat", file]).stdout.toString());
}

/** A sign that was a pictograph when the file was written, and to this runtime's Unicode is none (or the other way). */
const isOfAnotherVersion = (line: string): boolean =>
  [...line.matchAll(/× 200D × (\w+)/g)].some(
    ([, next = ""]) => !/^[\p{Extended_Pictographic}\p{M}\p{Cf}]/u.test(textOf(next)),
  );

/** A letter with its marks. A vowel by itself, or the stroke that makes an Arabic word longer, is no word (P52). */
const isWord = (text: string): boolean =>
  /^\p{L}\p{M}*$/u.test(text) && /\p{L}/u.test(text.normalize("NFKD").replaceAll("\u0640", ""));

/** Whether a word beside the one that all have is found in a message. */
async function finds({ asha }: AttackedSchool, word: string, seq: number): Promise<boolean> {
  const q = encodeURIComponent(`"${word}" norm`);
  const { hits } = await asha.ask<SearchPage>("GET", `/api/search?q=${q}&limit=50`);
  return hits.some((hit) => hit.seq === seq);
}

/** Resolves when the search has come as far as a message. */
async function foundSoon({ asha }: AttackedSchool, word: string, seq: number): Promise<void> {
  for (let look = 0; look < 1_000; look++) {
    const { hits } = await asha.ask<SearchPage>("GET", `/api/search?q=${word}&limit=1`);
    if ((hits[0]?.seq ?? 0) >= seq) return;
    await Bun.sleep(10);
  }
  throw new Error("the search did not come so far");
}
