import { expect, test } from "bun:test";
import fc from "fast-check";
import { soughtIn } from "./match-expression.ts";
import { snippetOf } from "./snippet.ts";

/** The snippet with its matches in brackets; words that begin with `~` may go on. */
function marked(text: string, ...phrases: string[]): string | null {
  const sought = phrases.flatMap(
    (phrase) => soughtIn({ text: phrase.replace("~", ""), prefix: phrase.startsWith("~") }) ?? [],
  );
  const snippet = snippetOf(text, sought);
  if (!snippet) return null;
  const { cut, matches } = snippet;
  let shown = snippet.text;
  for (const [start, end] of matches.toReversed())
    shown = `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`;
  return `${cut.before ? "…" : ""}${shown}${cut.after ? "…" : ""}`;
}

test("every word that is sought is marked where it stands, as it is written", () => {
  expect(marked("Éva, bring the HOMEWORK; eva!", "eva", "homework")).toBe(
    "[Éva], bring the [HOMEWORK]; [eva]!",
  );
});

test("a phrase is marked as one, an unfinished word as a whole", () => {
  expect(marked("Lab report. Report the lab.", "lab report")).toBe("[Lab report]. Report the lab.");
  expect(marked("The homework is at home.", "~hom")).toBe("The [homework] is at [home].");
});

test("words next to each other in scripts without spaces are marked as they were typed", () => {
  expect(marked("明日の数学の宿題", "数学")).toBe("明日の[数学]の宿題");
  expect(marked("👩‍👧 party 👍🏽", "👍")).toBe("👩‍👧 party [👍🏽]");
});

test("a message that no longer has the words is none", () => {
  expect(marked("Cancelled", "trip")).toBe(null);
  expect(marked("report lab", "lab report")).toBe(null);
});

test("of a long text the part around the first match is shown, from a word on", () => {
  const text = `${"before ".repeat(50)}the needle ${"after ".repeat(50)}`;
  const shown = marked(text, "needle") ?? "";
  expect(shown).toMatch(/^…before .*the \[needle\] after .*…$/);
  expect(shown.length).toBeLessThan(250);
  expect(marked(text)).toMatch(/^before before .*…$/);
});

test("of a text in which everything matches no more is shown, and marked, than of others", () => {
  const sought = Array.from({ length: 32 }, () => ({ tokens: [..."山山"], prefix: false }));
  const { text, matches, cut } = snippetOf("山".repeat(8_000), sought) ?? {};
  expect(text).toHaveLength(240);
  expect(matches).toEqual([[0, 240]]);
  expect(cut).toEqual({ before: false, after: true });
});

test("a text is never cut within a character", () => {
  const family = "👨‍👩‍👧‍👦";
  const { text = "" } = snippetOf(`${family.repeat(60)}x`, [{ tokens: ["x"], prefix: false }]) ?? {};
  expect(text.replaceAll(family, "")).toBe("x");
});

test("what is marked is within the text, in order and apart, whatever the text", () => {
  const word = fc.constantFrom("lab", "lab report", "é", "数学", "👍");
  const text = fc
    .array(fc.oneof(word, fc.string({ unit: "grapheme" }), fc.constant(" ")))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, word, (body, phrase) => {
      const sought = soughtIn({ text: phrase, prefix: true });
      const snippet = sought && snippetOf(body, [sought]);
      if (!snippet) return;
      let last = 0;
      expect(snippet.matches.length).toBeGreaterThan(0);
      for (const [start, end] of snippet.matches) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(snippet.text.length);
      expect(body.normalize("NFC")).toContain(snippet.text);
    }),
  );
});
