import { expect, test } from "bun:test";
import type { Position } from "@encrptalk/protocol";
import { type Find, lastOf } from "./last-of.ts";

/** The same numbers at each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** Rare in one log, common in another, and crowded in places. */
function somePositions(seed: number): Position[] {
  const below = numbers(seed);
  const positions = new Set<Position>();
  const spread = 1 + below(2_000_000);
  for (let left = below(300); left > 0; left--) positions.add(below(spread));
  for (let crowds = below(4); crowds > 0; crowds--) {
    const first = below(spread);
    for (let step = below(6_000); step > 0; step--) positions.add(first + step);
  }
  return [...positions].sort((one, other) => one - other);
}

const finding =
  (positions: readonly Position[]): Find =>
  (from, to, limit) =>
    positions.filter((position) => position >= from && position < to).slice(0, limit);

test("the last positions of any stretch are found, however many there are and wherever they stand", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const below = numbers(seed + 1_000);
    const positions = somePositions(seed);
    const [from, late, to, count] = [below(50_000), below(2_500_000), below(2_500_000), 1 + below(200)];
    const inIt = positions.filter((position) => position >= from && position < to);
    expect(lastOf(finding(positions), { from, late, to }, count)).toEqual(inIt.toReversed().slice(0, count));
  }
});

test("a log of ten million is gone through in few stretches, and a crowd is not read to its end", () => {
  const asked: number[] = [];
  const crowd = Array.from({ length: 100_000 }, (_, step) => 5_000_000 + step);
  const find: Find = (...asking) => {
    const found = finding(crowd)(...asking);
    asked.push(found.length);
    return found;
  };
  expect(lastOf(find, { from: 0, late: 10_000_000, to: 10_000_000 }, 2)).toEqual([5_099_999, 5_099_998]);
  expect(asked.length).toBeLessThan(30);
  expect(Math.max(...asked)).toBeLessThan(2_000);
});
