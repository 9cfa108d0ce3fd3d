import { describe, expect, test } from "bun:test";
import type { AccountId, DeviceId, EventsQuery, MessageId, MessageSent, RoomId } from "@encrptalk/protocol";
import type { AnyEventPage } from "../wire/result.ts";
import type { RoomRow } from "./room-row.ts";
import { TimelineStore } from "./timeline.ts";
import type { LoadedTimeline } from "./timeline-state.ts";

/** What one has in view, and beside it, and the page that makes it too much. */
const MOST_SHOWN = 850;

/** A room in which Ben has said 1, 2, 3 … `count`, all of it read. */
function roomWith(count: number) {
  let head = count;
  const read = ({ before, after, around, limit = 50 }: Partial<EventsQuery>): AnyEventPage => {
    const to = Math.min(head, before !== undefined ? before - 1 : (after ?? around ?? head - limit) + limit);
    const from = before !== undefined ? before - limit : (after ?? around ?? head - limit) + 1;
    const events = messages(Math.max(1, from), to);
    const hasOlder = (events[0]?.seq ?? 1) > 1;
    return { roomId: "hall" as RoomId, head, hasOlder, people: [], events };
  };
  let hold: Promise<void> = Promise.resolve();
  const timeline = new TimelineStore({
    readPage: async (query) => {
      await hold;
      return read(query);
    },
    row: () => ({ head, messageCount: head, read: head, unread: 0 }) as RoomRow,
    isListLoaded: () => true,
    closed: () => {},
  });
  return {
    timeline,
    say() {
      head += 1;
      timeline.append(message(head));
    },
    /** Pages come when the result is called. */
    holdPages(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return resolve;
    },
  };
}

const messages = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => message(from + index));

const message = (seq: number): MessageSent => ({
  type: "message.sent",
  seq,
  number: seq,
  at: seq,
  messageId: `message-${seq}` as MessageId,
  sender: { accountId: "ben" as AccountId, deviceId: "ben-phone" as DeviceId },
  body: { alg: "plain", text: `${seq}` },
});

async function opened(count: number) {
  const room = roomWith(count);
  const close = room.timeline.open();
  await settled();
  return { ...room, close };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function loaded(timeline: TimelineStore): LoadedTimeline {
  const state = timeline.state.get();
  if (state.status !== "ready") throw new Error(`the timeline is ${state.status}`);
  return state;
}

/** Fails when one is missing. */
function range(timeline: TimelineStore): [first: number, last: number] {
  const seqs = loaded(timeline).events.map(({ seq }) => seq);
  const first = seqs[0] ?? 0;
  expect(seqs).toEqual(seqs.map((_, index) => first + index));
  return [first, first + seqs.length - 1];
}

/** Goes on reading in one direction until there is no more. Answers with how many events were loaded at most. */
async function read(timeline: TimelineStore, way: "up" | "down"): Promise<number> {
  let most = 0;
  for (;;) {
    const { events, hasOlder, hasNewer } = loaded(timeline);
    most = Math.max(most, events.length);
    if (way === "up" ? !hasOlder : !hasNewer) return most;
    timeline.viewing((way === "up" ? events[10] : events.at(-10))?.seq ?? 0);
    await (way === "up" ? timeline.loadOlder() : timeline.loadNewer());
    range(timeline);
  }
}

describe("a history longer than anybody has in view", () => {
  test("is read to its beginning and back with a part of it loaded, without a hole", async () => {
    const { timeline } = await opened(3_000);
    expect(await read(timeline, "up")).toBeLessThanOrEqual(MOST_SHOWN);
    expect(range(timeline)[0]).toBe(1);
    expect(loaded(timeline)).toMatchObject({ hasOlder: false, hasNewer: true });

    expect(await read(timeline, "down")).toBeLessThanOrEqual(MOST_SHOWN);
    expect(range(timeline)[1]).toBe(3_000);
    expect(loaded(timeline)).toMatchObject({ hasOlder: true, hasNewer: false });
  });

  test("does not grow for a reader who stays at the end while others write", async () => {
    const { timeline, say } = await opened(10);
    for (let number = 11; number <= 3_000; number++) {
      say();
      timeline.viewing(number);
      expect(loaded(timeline).events.length).toBeLessThanOrEqual(MOST_SHOWN);
    }
    expect(range(timeline)[1]).toBe(3_000);
    expect(loaded(timeline)).toMatchObject({ hasOlder: true, hasNewer: false });
  });

  test("stays where it is for a reader who is far up while others write", async () => {
    const { timeline, say } = await opened(3_000);
    await read(timeline, "up");
    const before = loaded(timeline);
    for (let count = 0; count < 100; count++) say();
    expect(loaded(timeline)).toBe(before);
  });

  test("a page that is on its way fits to what is there when it comes", async () => {
    const { timeline, holdPages } = await opened(3_000);
    while (loaded(timeline).events.length <= 800) await timeline.loadOlder();
    const release = holdPages();
    const loading = timeline.loadOlder();
    timeline.viewing(3_000);
    release();
    await loading;
    expect(range(timeline)[1]).toBe(3_000);
  });

  test("a closed room in which much is written keeps the end of it", async () => {
    const { timeline, say, close } = await opened(10);
    close();
    for (let count = 0; count < 2_000; count++) {
      say();
      expect(loaded(timeline).events.length).toBeLessThanOrEqual(400);
    }
    expect(range(timeline)[1]).toBe(2_010);
    expect(loaded(timeline).hasOlder).toBe(true);
  });
});
