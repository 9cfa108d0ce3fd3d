import { expect, test } from "bun:test";
import type { LiveFrame, RoomId, Synced } from "@encrptalk/protocol";
import { Positions } from "./positions.ts";

const choir = "choir" as RoomId;
const known = { rooms: [{ roomId: choir, seq: 3, position: 30 }] };

const synced = (seqs: number[], position = 10 * (seqs.at(-1) ?? 3)) =>
  ({
    reset: false,
    rooms: [],
    updates: [
      {
        status: "events",
        roomId: choir,
        head: position / 10,
        position,
        events: seqs.map((seq) => ({ seq })),
      },
    ],
  }) as unknown as Synced;

const event = (seq: number, previous = 10 * (seq - 1)) =>
  ({ type: "event", roomId: choir, position: 10 * seq, previous, event: { seq } }) as Extract<
    LiveFrame,
    { type: "event" }
  >;

const faultsOf = ({ lost, doubled }: Positions) => ({ lost, doubled });

test("what was missed and what is said meanwhile come without a gap", () => {
  const positions = new Positions(known);
  positions.synced(synced([4, 5]));
  for (const seq of [5, 6, 7]) positions.heard(event(seq));
  expect(positions.seqIn(choir)).toBe(7);
  expect(faultsOf(positions)).toEqual({ lost: 0, doubled: 0 });
});

test("an event that the answer leaves out is lost, and so is its last one", () => {
  const gap = new Positions(known);
  gap.synced(synced([4, 6]));
  expect(faultsOf(gap)).toEqual({ lost: 1, doubled: 0 });
  const short = new Positions(known);
  short.synced(synced([4, 5], 70));
  expect(faultsOf(short)).toEqual({ lost: 2, doubled: 0 });
});

test("a frame that does not follow on the one before it tells of a loss", () => {
  const positions = new Positions(known);
  positions.heard(event(5));
  expect(positions.lost).toBeGreaterThan(0);
});

test("a frame that comes twice is doubled, and so is an event of an answer", () => {
  const heard = new Positions(known);
  heard.heard(event(4));
  heard.heard(event(4));
  expect(faultsOf(heard)).toEqual({ lost: 0, doubled: 1 });
  const answered = new Positions(known);
  answered.synced(synced([4, 4, 5]));
  expect(faultsOf(answered)).toEqual({ lost: 0, doubled: 1 });
});
