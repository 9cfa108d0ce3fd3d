import { expect, test } from "bun:test";
import { membersOfRooms, oneRoom, roomsOfPeople } from "./layout.ts";

test("one room has everybody", () => {
  expect(membersOfRooms(oneRoom(4))).toEqual([[0, 1, 2, 3]]);
  expect(roomsOfPeople(oneRoom(2), ["hall"])).toEqual([["hall"], ["hall"]]);
});

test("in many rooms everybody is in equally many, and no two rooms have the same members", () => {
  const layout = { people: 50, rooms: 50, members: 10 };
  const rooms = membersOfRooms(layout);
  expect(new Set(rooms.map((members) => members.toSorted((one, other) => one - other).join())).size).toBe(50);
  expect(rooms.every((members) => new Set(members).size === 10)).toBe(true);
  const names = rooms.map((_, room) => `room-${room}`);
  expect(roomsOfPeople(layout, names).every((of) => of.length === 10)).toBe(true);
});

test("rooms that share nobody are told apart by their people", () => {
  expect(membersOfRooms({ people: 4, rooms: 2, members: 2 })).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

test("a room larger than the school is refused", () => {
  expect(() => membersOfRooms({ people: 4, rooms: 2, members: 5 })).toThrow("needs as many people");
});
