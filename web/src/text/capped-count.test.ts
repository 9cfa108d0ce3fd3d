import { expect, test } from "bun:test";
import { cappedCount } from "./capped-count.ts";

test("A count above nine is not counted out", () => {
  expect(cappedCount(1, new Intl.NumberFormat("en").format)).toBe("1");
  expect(cappedCount(9, new Intl.NumberFormat("en").format)).toBe("9");
  expect(cappedCount(10, new Intl.NumberFormat("en").format)).toBe("9+");
  expect(cappedCount(12_000, new Intl.NumberFormat("ar-EG").format)).toBe("٩+");
});
