import { expect, test } from "bun:test";
import { Tally } from "./tally.ts";

/** Asha is member 0, Ben 1; messages 10, 11 and 12. */
const tallyOf = (heard: [member: number, message: number][]) => {
  const tally = new Tally([[0, 1]], 10, 3);
  for (const [member, message] of heard) tally.heard(member, message, 1);
  return tally;
};

test("a run is complete when everyone heard every message in one order, whatever order that is", () => {
  const tally = tallyOf([
    [0, 11],
    [0, 10],
    [1, 11],
    [1, 10],
    [1, 12],
    [0, 12],
  ]);
  expect(tally.isComplete).toBe(true);
  expect(tally.result()).toMatchObject({ deliveries: 6, lost: 0, misplaced: 0 });
});

test("a message that did not reach Ben is a loss", () => {
  const tally = tallyOf([
    [0, 10],
    [0, 11],
    [0, 12],
    [1, 10],
    [1, 11],
  ]);
  expect(tally.isComplete).toBe(false);
  expect(tally.result()).toMatchObject({ lost: 1, misplaced: 0 });
});

test("Ben hearing two messages the other way round is noticed", () => {
  const { misplaced } = tallyOf([
    [0, 10],
    [0, 11],
    [0, 12],
    [1, 11],
    [1, 10],
    [1, 12],
  ]).result();
  expect(misplaced).toBeGreaterThan(0);
});

test("a message that comes twice is noticed, also after the last one", () => {
  expect(
    tallyOf([
      [0, 10],
      [0, 10],
    ]).result().misplaced,
  ).toBe(1);
  const complete = [
    [0, 10],
    [0, 11],
    [0, 12],
    [1, 10],
    [1, 11],
    [1, 12],
  ] as [number, number][];
  expect(tallyOf([...complete, [1, 10]]).result()).toMatchObject({ lost: 0, misplaced: 1 });
});

test("a message of another run is noticed", () => {
  expect(tallyOf([[0, 9]]).result()).toMatchObject({ deliveries: 0, misplaced: 1 });
});

test("how late the sender hears oneself does not count", () => {
  const tally = new Tally([[0, 1]], 0, 1);
  tally.heard(0, 0, 1_000);
  tally.heard(1, 0, 3);
  expect(tally.result().latencyMs).toEqual({ p50: 3, p99: 3, most: 3 });
});

test("each room has an order of its own", () => {
  // Even messages are of Asha and Ben, odd ones of Ben and Chen (2).
  const tally = new Tally(
    [
      [0, 1],
      [1, 2],
    ],
    0,
    4,
  );
  for (const [person, message] of [
    [1, 1],
    [0, 0],
    [0, 2],
    [1, 0],
    [2, 1],
    [2, 3],
    [1, 3],
    [1, 2],
  ] as const)
    tally.heard(person, message, 1);
  expect(tally.isComplete).toBe(true);
  expect(tally.result()).toMatchObject({ deliveries: 8, lost: 0, misplaced: 0 });
});

test("a message heard by somebody who is not in its room is noticed", () => {
  const tally = new Tally([[0], [1]], 0, 2);
  tally.heard(1, 0, 1);
  expect(tally.result()).toMatchObject({ deliveries: 0, lost: 2, misplaced: 1 });
});
