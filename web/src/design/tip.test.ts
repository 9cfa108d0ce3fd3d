import { expect, test } from "bun:test";
import { MOMENT, tipOf } from "./tip.ts";

const inWords = (at: number) => `day ${at}`;
const element = (dataset: Record<string, string>) => ({ dataset }) as unknown as HTMLElement;

test("a tip says what stands in the element", () => {
  expect(tipOf(element({ tip: "Reply" }), inWords)).toBe("Reply");
  expect(tipOf(element({}), inWords)).toBeUndefined();
});

test("the moment is put into words where it belongs", () => {
  expect(tipOf(element({ tip: MOMENT, moment: "7" }), inWords)).toBe("day 7");
  expect(tipOf(element({ tip: `Sent ${MOMENT}\nRead`, moment: "7" }), inWords)).toBe("Sent day 7\nRead");
});
