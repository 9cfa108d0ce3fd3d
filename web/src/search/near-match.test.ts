import { expect, test } from "bun:test";
import type { AccountId, RoomId, SearchHit } from "@encrptalk/protocol";
import { nearMatch } from "./near-match.ts";

const hit = (text: string, match: string): SearchHit => {
  const start = text.indexOf(match);
  return {
    roomId: "maths" as RoomId,
    senderId: "asha" as AccountId,
    seq: 1,
    at: 0,
    text,
    cut: { before: false, after: false },
    matches: [[start, start + match.length]],
  };
};

test("a match far into the text is shown with the words right before it", () => {
  const long = hit("May I bring my own pocket calculator?", "calculator");
  const { text, cut, matches } = nearMatch(long);
  expect(text).toBe("own pocket calculator?");
  expect(cut.before).toBe(true);
  expect(matches.map(([start, end]) => text.slice(start, end))).toEqual(["calculator"]);
});

test("a match near the beginning, and one in a text without spaces, stay as they are", () => {
  for (const one of [hit("My own calculator", "calculator"), hit(`${"数".repeat(60)}学`, "学")])
    expect(nearMatch(one)).toEqual(one);
});
