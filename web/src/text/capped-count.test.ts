import { expect, test } from "bun:test";
import { cappedCount } from "./capped-count.ts";

test("A count above nine is not counted out", () => {
  expect(cappedCount(1, "en")).toBe("1");
  expect(cappedCount(9, "en")).toBe("9");
  expect(cappedCount(10, "en")).toBe("9+");
  expect(cappedCount(12_000, "ar-EG")).toBe("٩+");
});
