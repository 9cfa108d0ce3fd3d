import { expect, test } from "bun:test";
import { hasProcessorTimes } from "../processor-time.ts";
import { smallRooms } from "./small-rooms.ts";

/** A machine that is busy with other tests takes its time. */
const PATIENCE_MS = 60_000;

test.skipIf(!hasProcessorTimes())(
  "a small row is measured from end to end, and judges nothing",
  async () => {
    const result = await smallRooms.measure({ rounds: 1, seconds: 1, small: true });
    expect(result.title).toContain("10 rooms × 10 members");
    const [figure] = result.figures;
    expect(figure).toMatchObject({ goal: "≤ 2.5 × raw Bun.serve publish", meetsGoal: null });
    expect(figure?.peer?.name).toBe("raw Bun.serve publish");
    expect(result.notes.join(" ")).toContain("1 round counts");
    expect(result.growth.map(({ series }) => series.map(({ name }) => name))).toEqual([
      ["Encrptalk", "raw Bun.serve publish"],
    ]);
  },
  PATIENCE_MS,
);
