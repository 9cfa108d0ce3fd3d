import { expect, test } from "bun:test";
import { aroundStamp, MOST_MESSAGES, messageIn, stampOf, textOf } from "./stamp.ts";

test("a frame tells which message it carries", () => {
  for (const message of [0, 7, 123_456, MOST_MESSAGES - 1]) {
    expect(messageIn(JSON.stringify({ type: "event", text: textOf(message) }))).toBe(message);
  }
  expect(messageIn('{"type":"beat"}')).toBe(-1);
});

test("a recorded frame takes another message without changing its size", () => {
  const frame = JSON.stringify({ type: "event", text: textOf(17) });
  const { before, after } = aroundStamp(frame);
  const other = before + stampOf(99_999) + after;
  expect(messageIn(other)).toBe(99_999);
  expect(other.length).toBe(frame.length);
});
