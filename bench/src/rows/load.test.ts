import { expect, test } from "bun:test";
import { oneRoom } from "../layout.ts";
import { describeLoad, loadFor } from "./load.ts";

const effort = { rounds: 1, seconds: 1 };

test("a small load is of the same kind", () => {
  const room = { ...oneRoom(1_000), messagesPerSecond: 20 };
  expect(loadFor(room, { ...effort, small: false })).toEqual(room);
  expect(loadFor(room, { ...effort, small: true })).toEqual({ ...oneRoom(10), messagesPerSecond: 20 });
  const rooms = { people: 1_000, rooms: 1_000, members: 10, messagesPerSecond: 2_000 };
  expect(loadFor(rooms, { ...effort, small: true })).toMatchObject({ people: 10, rooms: 10, members: 10 });
});

test("however small, two talk", () => {
  const room = { ...oneRoom(10), messagesPerSecond: 1_000 };
  expect(loadFor(room, { ...effort, small: true })).toMatchObject({ people: 2, members: 2 });
});

test("a title says how many rooms and connections each person has", () => {
  expect(describeLoad({ ...oneRoom(1_000), messagesPerSecond: 20 })).toBe(
    "1 room × 1,000 members, 20 messages/s",
  );
  expect(describeLoad({ people: 1_000, rooms: 1_000, members: 10, messagesPerSecond: 2_000 })).toBe(
    "1,000 rooms × 10 members (1,000 people, each a member of 10 rooms, one connection each), 2,000 messages/s",
  );
});
