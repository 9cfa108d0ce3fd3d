import { afterAll, describe, expect, test } from "bun:test";
import {
  type EventPage,
  MAX_CATCH_UP_EVENTS,
  type Polled,
  RECENT_EVENTS,
  type RoomId,
  type Sync,
} from "@encrptalk/protocol";
import { FIRST_SYNC, knowing } from "./peer.ts";
import { type Member, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ben = await school.enrol(rao, "Ben Okafor");

const newRoom = async (...members: Member[]): Promise<RoomId> => {
  const { roomId } = await rao.command({ type: "room.create", title: crypto.randomUUID() });
  for (const member of members) await member.command({ type: "room.join", roomId });
  return roomId;
};

describe("sync", () => {
  test("says nothing to who knows everything (P14, P15)", async () => {
    const known = knowing(await asha.command(FIRST_SYNC));
    expect(await asha.command(known)).toMatchObject({
      reset: false,
      rooms: [],
      updates: [],
      peopleChanged: [],
    });
  });

  test("gives every missing event, oldest first (P15)", async () => {
    const room = await newRoom(asha);
    const known = knowing(await asha.command(FIRST_SYNC));
    for (const text of ["one", "two", "three"]) await rao.command(rao.message(room, text));
    const { updates } = await asha.command(known);
    expect(updates).toMatchObject([
      { status: "events", roomId: room, events: ["one", "two", "three"].map((text) => ({ body: { text } })) },
    ]);
  });

  test("gives the newest and says so when too much is missing (P15)", async () => {
    const room = await newRoom(asha);
    const known = knowing(await asha.command(FIRST_SYNC));
    await Promise.all(
      Array.from({ length: MAX_CATCH_UP_EVENTS + 1 }, (_, i) => rao.command(rao.message(room, `${i}`))),
    );
    const { updates } = await asha.command(known);
    expect(updates).toMatchObject([{ status: "limited", roomId: room, hasOlder: true }]);
    const [update] = updates;
    expect(update?.status === "limited" ? update.events.length : 0).toBe(RECENT_EVENTS);
    expect(update?.status === "limited" ? update.room.messageCount : 0).toBe(MAX_CATCH_UP_EVENTS + 1);
  });

  test("heals a client whose position ran ahead of its events (P15)", async () => {
    const room = await newRoom(asha);
    const known = knowing(await asha.command(FIRST_SYNC));
    await rao.command(rao.message(room, "missed"));
    const now = knowing(await asha.command(FIRST_SYNC));
    const rooms = now.rooms.map((row) => ({
      ...row,
      seq: known.rooms.find(({ roomId }) => roomId === row.roomId)?.seq ?? row.seq,
    }));
    expect((await asha.command({ ...now, rooms })).updates).toMatchObject([
      { status: "events", roomId: room, events: [{ body: { text: "missed" } }] },
    ]);
  });

  test("gives the receipts of a room that is named at position 0 (P14)", async () => {
    const room = await newRoom(asha, ben);
    const { number } = await ben.command(ben.message(room, "Seen?"));
    await asha.command({ type: "receipts.mark", marks: [{ roomId: room, read: number }] });
    const known = knowing(await asha.command(FIRST_SYNC));
    const rooms = known.rooms.map((row) => (row.roomId === room ? { ...row, position: 0 } : row));
    const { updates } = await asha.command({ ...known, rooms });
    expect(updates).toMatchObject([{ status: "events", roomId: room, events: [] }]);
    const receipts = updates[0]?.status === "events" ? updates[0].receipts : [];
    expect(receipts).toContainEqual({ accountId: asha.me.accountId, delivered: number, read: number });
  });

  test("and pages of very long messages stay small enough for a phone (P15, P37)", async () => {
    const room = await newRoom(asha);
    const known = knowing(await asha.command(FIRST_SYNC));
    const long = "👨‍👩‍👧‍👦".repeat(2_000);
    for (let i = 0; i < 50; i++) await rao.command(rao.message(room, long));
    const { updates } = await asha.command(known);
    expect(updates).toMatchObject([{ status: "limited", roomId: room, hasOlder: true }]);
    expect(JSON.stringify(updates).length).toBeLessThan(256 * 1024);
    let before: number | undefined;
    let seen = 0;
    for (let pages = 0; pages < 60; pages++) {
      const query = before === undefined ? "limit=200" : `limit=200&before=${before}`;
      const page = await asha.get<EventPage>(`/api/rooms/${room}/events?${query}`);
      expect(JSON.stringify(page.events).length).toBeLessThan(600 * 1024);
      seen += page.events.length;
      before = page.events[0]?.seq;
      if (!page.hasOlder) break;
    }
    expect(seen).toBe((await asha.get<EventPage>(`/api/rooms/${room}/events?limit=1`)).head);
  });

  test("shows rooms that appeared elsewhere, with what is unread in them (P16, P29)", async () => {
    const known = knowing(await asha.command(FIRST_SYNC));
    const room = await newRoom(asha);
    await rao.command(rao.message(room, "Hello"));
    const { rooms } = await asha.command(known);
    expect(rooms).toMatchObject([
      { roomId: room, messageCount: 1, read: 0, lastMessage: { body: { text: "Hello" } } },
    ]);
  });

  test("tells names that changed (P19, P33)", async () => {
    const known = knowing(await asha.command(FIRST_SYNC));
    const live = await asha.live();
    const response = await school.fetch("PATCH", `/api/people/${ben.me.accountId}`, rao.headers, {
      name: "Ben Okafor-Lee",
    });
    expect(response.status).toBe(200);
    await live.next(
      (frame) => frame.type === "people.changed" && frame.accountIds?.includes(ben.me.accountId) === true,
    );
    expect((await asha.command(known)).peopleChanged).toEqual([ben.me.accountId]);
    expect(await asha.command({ type: "people.get", accountIds: [ben.me.accountId] })).toMatchObject({
      people: [{ name: "Ben Okafor-Lee" }],
    });
  });

  test("tells a client of another history to begin anew (P17)", async () => {
    const known = knowing(await asha.command(FIRST_SYNC));
    const other = await asha.command({ ...known, epoch: "another-epoch" as Sync["epoch"] });
    expect(other.reset).toBe(true);
    expect(other.rooms.length).toBe(known.rooms.length);
    const ahead = {
      ...known,
      rooms: known.rooms.map((room) => ({ ...room, seq: room.seq + 100, position: 10 ** 9 })),
    };
    expect((await asha.command({ ...ahead, school: 10 ** 9 })).reset).toBe(true);
  });

  test("old state and its updates are what a fresh client gets (P20)", async () => {
    const room = await newRoom(asha, ben);
    const before = await asha.command(FIRST_SYNC);
    await ben.command(ben.message(room, "one"));
    const { number } = await rao.command(rao.message(room, "two"));
    await asha.command({ type: "receipts.mark", marks: [{ roomId: room, read: number }] });
    await ben.command({ type: "receipts.mark", marks: [{ roomId: room, delivered: number }] });
    const { updates } = await asha.command(knowing(before));
    const fresh = (await asha.command(FIRST_SYNC)).rooms.find(({ roomId }) => roomId === room);
    expect(updates).toMatchObject([{ roomId: room, head: fresh?.head, position: fresh?.position }]);
    const receipts = updates[0]?.status === "events" ? updates[0].receipts : [];
    expect(receipts).toContainEqual({ accountId: asha.me.accountId, delivered: number, read: number });
    expect(receipts).toContainEqual({ accountId: ben.me.accountId, delivered: number, read: 1 });
  });
});

describe("feeds", () => {
  test("each frame names the position before it, without a hole (P18, P19)", async () => {
    const room = await newRoom(asha, ben);
    const live = await asha.live();
    const start = (await asha.command(FIRST_SYNC)).rooms.find(({ roomId }) => roomId === room);
    for (let i = 0; i < 10; i++) {
      const { number } = await ben.command(ben.message(room, `${i}`));
      await asha.command({ type: "receipts.mark", marks: [{ roomId: room, read: number }] });
    }
    await live.settle();
    let position = start?.position;
    let seq = start?.head ?? 0;
    for (const frame of live.frames) {
      if ((frame.type !== "event" && frame.type !== "receipts") || frame.roomId !== room) continue;
      expect(frame.previous).toBe(position as number);
      position = frame.position;
      if (frame.type === "event") expect(frame.event.seq).toBe(++seq);
    }
    expect(seq).toBe((start?.head ?? 0) + 10);
  });

  test("a commit between subscribing and reading is heard or read, never neither (P14)", async () => {
    const room = await newRoom(asha);
    for (let round = 0; round < 20; round++) {
      const peer = await asha.connect();
      const [synced, sent] = await Promise.all([
        peer.request(FIRST_SYNC),
        rao.command(rao.message(room, `round ${round}`)),
      ]);
      await peer.settle();
      const read = synced.rooms.find(({ roomId }) => roomId === room)?.head ?? 0;
      const heard = peer
        .heard("event")
        .some(({ roomId, event }) => roomId === room && event.seq === sent.seq);
      expect(read >= sent.seq || heard).toBe(true);
      peer.close();
    }
  });
});

describe("polling", () => {
  const poll = (sync: Sync, waitMs: number) => asha.post<Polled>("/api/poll", { sync, waitMs });

  test("answers at once when there is something new (P26)", async () => {
    const { synced } = await poll(FIRST_SYNC, 25_000);
    expect(synced.rooms.length).toBeGreaterThan(0);
  });

  test("waits for news, and gives it as sync does (P26)", async () => {
    const room = await newRoom(asha);
    const known = knowing(await asha.command(FIRST_SYNC));
    const [{ synced }] = await Promise.all([poll(known, 25_000), rao.command(rao.message(room, "News"))]);
    expect(synced.updates).toMatchObject([{ status: "events", events: [{ body: { text: "News" } }] }]);
  });

  test("brings typing too (P26, P31)", async () => {
    const room = await newRoom(asha, ben);
    const known = knowing(await asha.command(FIRST_SYNC));
    const [{ frames }] = await Promise.all([
      poll(known, 25_000),
      ben.command({ type: "typing.set", roomId: room, typing: true }),
    ]);
    expect(frames).toContainEqual({ type: "typing", roomId: room, accountIds: [ben.me.accountId] });
  });

  test("comes back empty-handed when the time is over (P26)", async () => {
    const { synced } = await poll(knowing(await asha.command(FIRST_SYNC)), 50);
    expect(synced).toMatchObject({ reset: false, rooms: [], updates: [] });
  });
});
