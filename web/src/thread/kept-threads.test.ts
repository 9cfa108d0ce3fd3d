import { expect, test } from "bun:test";
import type { Room } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { KeptThreads } from "./kept-threads.ts";
import type { ThreadRow, ThreadWays } from "./thread-context.ts";

const still = { get: () => null, subscribe: () => () => {} };

function aThread(name: string, change: Partial<ThreadRow> = {}) {
  const room = { roomId: name as RoomId, row: still, timeline: still, receipts: still, pending: still };
  const row = { roomId: name as RoomId, kind: "group", archived: false, memberCount: 2, conversation: null };
  return {
    room: room as unknown as Room,
    row: { ...row, ...change } as unknown as ThreadRow,
    title: `Room ${name}`,
  };
}

const keeping = () => new KeptThreads(() => ({}) as ThreadWays);
const names = (kept: KeptThreads) => kept.all.map((place) => place && `${place.row.roomId}`);

test("the last three threads in view are kept, each in its place", () => {
  const kept = keeping();
  for (const name of ["a", "b", "c"]) kept.show(aThread(name));
  expect(kept.letGo()).toBe(false);
  expect(names(kept)).toEqual(["a", "b", "c"]);
  kept.show(aThread("a"));
  kept.show(aThread("d"));
  expect(kept.letGo()).toBe(true);
  expect(names(kept)).toEqual(["a", null, "c", "d"]);
  kept.show(aThread("e"));
  expect(kept.letGo()).toBe(true);
  expect(names(kept)).toEqual(["a", "e", null, "d"]);
});

test("the one that has to go stays until the one in view has been painted, but only that one", () => {
  const kept = keeping();
  for (const name of ["a", "b", "c", "d"]) kept.show(aThread(name));
  expect(names(kept)).toEqual(["a", "b", "c", "d"]);
  kept.show(aThread("e"));
  expect(names(kept)).toEqual(["e", "b", "c", "d"]);
  expect(kept.letGo()).toBe(true);
  expect(names(kept)).toEqual(["e", null, "c", "d"]);
});

test("a thread that is shown again is the same as long as what it shares is the same", () => {
  const kept = keeping();
  const first = kept.show(aThread("a"));
  kept.show(aThread("b"));
  expect(kept.show(aThread("a"))).toBe(first);
});

test("what is another keeps the room as it is drawn", () => {
  const kept = keeping();
  const first = kept.show(aThread("a"));
  const renamed = kept.show({ ...aThread("a"), title: "Another title" });
  expect(renamed).not.toBe(first);
  expect(renamed.title).toBe("Another title");
  const grown = kept.show({ ...aThread("a", { memberCount: 3 }), title: "Another title" });
  expect(grown.row.memberCount).toBe(3);
  expect(grown.room).toBe(first.room);
});

test("a thread that is not kept any more begins anew", () => {
  const kept = keeping();
  const first = kept.show(aThread("a"));
  for (const name of ["b", "c", "d"]) kept.show(aThread(name));
  kept.letGo();
  expect(kept.show(aThread("a")).room).not.toBe(first.room);
});
