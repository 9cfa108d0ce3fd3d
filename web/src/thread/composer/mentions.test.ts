import { expect, test } from "bun:test";
import type { AccountId } from "@encrptalk/protocol";
import { beginsLike, completed, cutAtMentions, mentionBefore, mentionedIn, type Named } from "./mentions.ts";

const person = (name: string, accountId = name): Named => ({ name, accountId: accountId as AccountId });
const id = (text: string) => text as AccountId;

test("An @ with letters after it begins a mention, with spaces too; an e-mail address does not", () => {
  expect(mentionBefore("Ask @as", 7)).toEqual({ from: 4, query: "as" });
  expect(mentionBefore("@Ms Ra", 6)).toEqual({ from: 0, query: "Ms Ra" });
  expect(mentionBefore("(@Øy", 4)).toEqual({ from: 1, query: "Øy" });
  expect(mentionBefore("Ask @", 5)).toBeNull();
  expect(mentionBefore("asha@hill", 9)).toBeNull();
  expect(mentionBefore("Ask @as and go on", 3)).toBeNull();
});

test("A name is found by its beginning or that of its words, without regard to accents", () => {
  expect(beginsLike("José Ángel Pérez", "jos")).toBe(true);
  expect(beginsLike("José Ángel Pérez", "ange")).toBe(true);
  expect(beginsLike("José Ángel Pérez", "jose an")).toBe(true);
  expect(beginsLike("José Ángel Pérez", "erez")).toBe(false);
});

test("Choosing puts the whole name in the place of what was begun", () => {
  expect(completed("Ask @as now", { from: 4, query: "as" }, "Asha Verma")).toEqual({
    text: "Ask @Asha Verma now",
    caret: 16,
  });
});

test("Those whose names still stand in the text are mentioned, each once", () => {
  const people = [person("Asha"), person("Ben"), person("Ms Rao")];
  expect(mentionedIn("@Ben and @Ms Rao, but @Ben first", people)).toEqual([id("Ben"), id("Ms Rao")]);
  expect(mentionedIn("Ben and ben@Asha", people)).toEqual([]);
});

test("“@Ann Lee” names Ann Lee, “@Ann” Ann, and “@Anna” neither of them", () => {
  const people = [person("Ann"), person("Ann Lee")];
  expect(mentionedIn("@Ann Lee", people)).toEqual([id("Ann Lee")]);
  expect(mentionedIn("@Ann, look", people)).toEqual([id("Ann")]);
  expect(mentionedIn("@Anna", people)).toEqual([]);
});

test("Of two people of one name the one that was chosen is mentioned", () => {
  expect(mentionedIn("@Asha", [person("Asha", "second"), person("Asha", "first")])).toEqual([id("second")]);
});

test("A text is cut where it names somebody", () => {
  expect(cutAtMentions("Hi @Ben, and @Ben!", "Ben")).toEqual(["Hi ", "@Ben", ", and ", "@Ben", "!"]);
  expect(cutAtMentions("Hi @Benedict", "Ben")).toEqual(["Hi @Benedict"]);
});
