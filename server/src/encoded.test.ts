import { expect, test } from "bun:test";
import { decodeLines, Encoded, encode, encodeLines } from "./encoded.ts";

const events = [
  { seq: 1, text: 'She said "yes"\n, \u2028 and 🙂' },
  { seq: 2, text: null },
];
const encoded = new Encoded<typeof events>(JSON.stringify(events));
const answer = { head: 2, updates: [{ events: encoded }, { events: new Encoded("[]") }], more: "text" };
const plain = { head: 2, updates: [{ events }, { events: [] }], more: "text" };

test("what is encoded already is set into the JSON around it as it is", () => {
  expect(encode(answer)).toBe(JSON.stringify(plain));
  expect(encode(encoded)).toBe(encoded.json);
  expect(encode(plain)).toBe(JSON.stringify(plain));
});

test("where nobody takes it out it is what it stands for", () => {
  expect(JSON.stringify(answer)).toBe(JSON.stringify(plain));
  expect(encoded.value).toEqual(events);
});

test("it crosses to another thread without being decoded on the way", () => {
  const crossed = decodeLines(encodeLines([answer, { head: 3 }])) as [typeof answer, unknown];
  expect(crossed[0].updates[0]?.events).toBeInstanceOf(Encoded);
  expect(crossed[0].updates.map(({ events }) => events.json)).toEqual([encoded.json, "[]"]);
  expect(encode(crossed)).toBe(JSON.stringify([plain, { head: 3 }]));
  expect(decodeLines(encodeLines(plain))).toEqual(plain);
});

test("a value that cannot be encoded leaves nothing behind for the next one", () => {
  expect(() => encode({ never: 1n, events: encoded })).toThrow();
  expect(JSON.stringify({ events: encoded })).toBe(JSON.stringify({ events }));
});
