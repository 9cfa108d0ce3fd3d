import { expect, test } from "bun:test";
import type { LiveFrame, RoomEvent, RoomId, RoomUpdate, Synced } from "@encrptalk/protocol";
import { Positions } from "./positions.ts";

const room = "room" as RoomId;
const sent = (seq: number) => ({ type: "message.sent", seq }) as RoomEvent;
const live = (seq: number, position: number, previous: number) =>
  ({ type: "event", roomId: room, event: sent(seq), position, previous }) as LiveFrame;
/** How a room that was known up to 3 goes on. */
const update = (head: number, events: RoomEvent[], status: "events" | "limited" = "events") =>
  ({
    roomId: room,
    head,
    position: head * 10,
    receipts: [],
    notify: "all",
    status,
    events,
  }) as unknown as RoomUpdate;
const synced = (more: Partial<Synced>) =>
  ({
    epoch: "one",
    reset: false,
    school: 1,
    account: 1,
    desk: null,
    rooms: [],
    updates: [],
    ...more,
  }) as Synced;

function device() {
  const heard: number[] = [];
  const skipped: [number, number][] = [];
  let repeated = 0;
  const positions = new Positions(
    {
      heard: (_, { seq }) => heard.push(seq),
      skipped: (_, after, before) => skipped.push([after, before]),
      repeated: () => {
        repeated += 1;
      },
    },
    { isStaff: false, followed: [] },
  );
  const rooms = [{ roomId: room, head: 3, position: 30 }] as Synced["rooms"];
  positions.synced(synced({ rooms }));
  return { positions, heard, skipped, repeated: () => repeated };
}

test("the next frame is taken, a known one dropped, and a later one is a hole (P18, P19)", () => {
  const { positions, heard } = device();
  expect(positions.frame(live(4, 40, 30))).toBe("taken");
  expect(positions.frame(live(4, 40, 30))).toBe("known");
  expect(positions.frame(live(6, 60, 50))).toBe("hole");
  expect(heard).toEqual([4]);
  expect(positions.command.rooms).toEqual([{ roomId: room, seq: 4, position: 40 }]);
});

test("an event that comes again at a new position is doubled", () => {
  const { positions, repeated } = device();
  positions.frame(live(3, 40, 30));
  expect(repeated()).toBe(1);
});

test("what was missed is heard in its order, and what an answer left out is skipped", () => {
  const { positions, heard, skipped } = device();
  positions.synced(synced({ updates: [update(4, [sent(4)])] }));
  positions.synced(synced({ updates: [update(9, [sent(8), sent(9)], "limited")] }));
  expect(heard).toEqual([4, 8, 9]);
  expect(skipped).toEqual([[4, 8]]);
  expect(positions.surprises).toBe(0);
});

test("an event that an answer passes over is lost", () => {
  const { positions } = device();
  positions.synced(synced({ updates: [update(6, [sent(4), sent(6)])] }));
  expect(positions.lost).toBe(1);
});

test("an answer that stops before its own head, another history and a room that is gone are surprises", () => {
  const { positions } = device();
  positions.synced(synced({ updates: [update(5, [sent(4)])] }));
  positions.synced(synced({ reset: true }));
  positions.synced(synced({ updates: [{ status: "gone", roomId: room }] }));
  expect(positions.surprises).toBe(3);
});
