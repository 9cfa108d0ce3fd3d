import { expect, test } from "bun:test";
import { Api } from "../school/api.ts";
import { timeBesideBare } from "./beside-bare.ts";
import { figuresBeside, notesBeside } from "./beside-figures.ts";

const MS = { p50: [1, 1, 1], p99: [3, 2, 4] };
const kindsWhere = (bare: number[], asBusy: number[]) => ({
  tail: { ours: MS, bare: { p50: [0.2, 0.2, 0.2], p99: bare }, asBusy: { p50: [0.9, 1, 1.1], p99: asBusy } },
});

test("a ratio is taken within each round, and the goal is judged as without the bare server", () => {
  const [goal, varying] = figuresBeside(kindsWhere([1, 2, 1], [3, 4, 2]), 2.5, { small: false });
  expect(goal).toMatchObject({
    what: "tail, p99 (p50 1.00, bare 0.20 ms)",
    goal: "≤ 2.5 ms",
    ours: { median: 3, least: 2, most: 4 },
    peer: { name: "bare Bun server", figure: { median: 1 }, ratio: { median: 3, least: 1, most: 4 } },
    meetsGoal: false,
  });
  expect(varying).toMatchObject({
    what: "tail, p99, beside one that always takes 1.00 ms",
    goal: "",
    peer: { name: "bare, as busy", figure: { median: 3 }, ratio: { median: 1, least: 0.5, most: 2 } },
    meetsGoal: null,
  });
  expect(figuresBeside(kindsWhere([1, 1, 1], [1, 1, 1]), 2.5, { small: true })[0]?.meetsGoal).toBeNull();
});

test("where the bare server's own p99 is above the goal, a note says that the machine did not allow it", () => {
  const notes = (bare: number[], asBusy: number[]) =>
    notesBeside({ kinds: kindsWhere(bare, asBusy), othersShare: 0.2 }, () => 2).join("\n");
  expect(notes([2.5, 3, 1], [4, 5, 3])).toContain(
    "did not allow the goal then, since the bare server's own p99 was above it: tail 2.5 ms.",
  );
  const busyOnly = notes([1, 3, 1], [4, 5, 3]);
  expect(busyOnly).not.toContain("did not allow the goal");
  expect(busyOnly).toContain("p99 of the one as busy was above it: tail 4.0 ms.");
  const quiet = notes([1, 1, 1], [1.5, 1.6, 1.4]);
  expect(quiet).not.toContain("did not allow");
  expect(quiet).not.toContain("could not have met");
  expect(quiet).toContain("Other programs used 20 % of the machine meanwhile.");
});

test("ours is asked anew each time, the others for what ours sent, and each has a figure in each round", async () => {
  let asked = 0;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => {
      asked += 1;
      return Response.json({ asked });
    },
  });
  try {
    const api = new Api(`127.0.0.1:${server.port}`);
    const paths = { one: (number: number) => `/one?at=${number}`, other: () => "/other" };
    const effort = { rounds: 2, seconds: 1, small: true, perSecond: 5 };
    const { kinds } = await timeBesideBare({ api, cookie: "", paths }, effort);
    const twoFigures = {
      p50: [expect.any(Number), expect.any(Number)],
      p99: [expect.any(Number), expect.any(Number)],
    };
    const all = { ours: twoFigures, bare: twoFigures, asBusy: twoFigures };
    expect(kinds).toEqual({ one: all, other: all });
    // Of each kind: 50 before, 50 that are kept, 100 to compare, and five in each round.
    expect(asked).toBe(2 * (50 + 50 + 100 + 2 * 5));
  } finally {
    await server.stop(true);
  }
});
