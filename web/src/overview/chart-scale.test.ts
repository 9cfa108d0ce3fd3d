import { expect, test } from "bun:test";
import { scaleFor } from "./chart-scale.ts";

test("A chart's lines stand at round numbers, and the highest bar is below the top", () => {
  expect(scaleFor(7)).toEqual({ top: 8, step: 2 });
  expect(scaleFor(61)).toEqual({ top: 80, step: 20 });
  expect(scaleFor(1_204)).toEqual({ top: 1_500, step: 500 });
});

test("A chart of next to nothing has whole messages for lines", () => {
  expect(scaleFor(0)).toEqual({ top: 1, step: 1 });
  expect(scaleFor(3)).toEqual({ top: 3, step: 1 });
});
