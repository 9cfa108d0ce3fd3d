import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type AccountId, CLOSE, type Epoch, type Polled, type RoomId, type Sync } from "@encrptalk/protocol";
import { follow, message } from "./conversation.ts";
import { DESK_SYNC, FIRST_SYNC, knowing, type Peer } from "./peer.ts";
import { refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ben = await school.enrol(rao, "Ben Okafor");
const { roomId: ashasRoom } = (await asha.open(asha)).room;
await asha.command(asha.message(ashasRoom, "My secret"));
await rao.command(rao.message(ashasRoom, "It is safe with us"));
// Has never been where Ben is, so that not even her name is his to know.
const { person: cara } = await school.invite(rao, "Cara Quiet");
const { roomId: carasRoom } = (await rao.open({ me: cara })).room;
await rao.command(rao.message(carasRoom, "A secret of the school's"));

/** Somebody's conversation, or one of nobody. */
interface Target {
  roomId: RoomId;
  studentId: AccountId;
}

const nobodys: Target = { roomId: "no-room" as RoomId, studentId: "no-student" as AccountId };

// That no command and no page of the API gives anything away is tried in prove/src/attacks/permissions.
describe("a student never reaches another student's conversation (P42)", () => {
  let live: Peer;
  beforeAll(async () => {
    live = await ben.live();
  });
  afterAll(() => live.close());

  test("no list's cursor tells that it or its student exists", async () => {
    const everyone = await ben.defaultRoom();
    const after = ({ roomId, studentId }: Target) =>
      Promise.all([
        ben.get(`/api/rooms?after=${roomId}`),
        ben.get(`/api/rooms/${everyone}/members?after=${studentId}`),
      ]);
    expect(await after({ roomId: carasRoom, studentId: cara.accountId })).toEqual(await after(nobodys));
  });

  test("nor hears of it: not of its messages, its status, its typing or who comes", async () => {
    await live.request({
      ...DESK_SYNC,
      rooms: [{ roomId: ashasRoom, seq: 0, position: 0 }],
    });
    const everyone = await ben.defaultRoom();
    const desk = await follow(rao, await rao.open(asha));
    const phone = await asha.live();
    await asha.command({ type: "typing.set", roomId: ashasRoom, typing: true });
    await desk.next((frame) => frame.type === "typing");
    await asha.command(asha.message(ashasRoom, "Another secret"));
    await message(desk, "Another secret");
    await rao.command({ type: "conversation.close", roomId: ashasRoom });
    await rao.command({ type: "receipts.mark", marks: [{ roomId: ashasRoom, read: 99 }] });
    await rao.command(rao.message(everyone, "The last word"));
    await message(live, "The last word");
    const heard = JSON.stringify(live.frames.filter(({ type }) => type !== "reply"));
    expect(heard).not.toContain(ashasRoom);
    expect(heard).not.toMatch(/secret|desk/);
    for (const peer of [desk, phone]) peer.close();
  });

  test("nor over a poll, which waits as if nothing had happened", async () => {
    const known = { ...knowing(await ben.command(FIRST_SYNC)), desk: 0 };
    const polled = ben.post<Polled>("/api/poll", { sync: known, waitMs: 400 });
    await asha.command({ type: "typing.set", roomId: ashasRoom, typing: true });
    await asha.command(asha.message(ashasRoom, "A third secret"));
    const { synced, frames } = await polled;
    expect(synced).toMatchObject({ rooms: [], updates: [], desk: null, people: [] });
    expect(frames.filter((frame) => frame.type !== "presence")).toEqual([]);
  });

  test("nor learns from a sync of another history whether its student is online", async () => {
    const phone = await asha.live();
    const rooms = [{ roomId: ashasRoom, seq: 0, position: 0 }];
    const sync: Sync = { ...FIRST_SYNC, epoch: "another" as Epoch, rooms };
    expect(await ben.command(sync)).toMatchObject({ reset: true, updates: [], online: [] });
    phone.close();
  });

  test("nor learns from a sync how far the desk's feed is", async () => {
    const known = knowing(await ben.command(FIRST_SYNC));
    for (const desk of [0, Number.MAX_SAFE_INTEGER])
      expect(await ben.command({ ...known, desk })).toMatchObject({ reset: false, desk: null });
  });

  test("nor finds it among the rooms", async () => {
    for (const path of ["/api/rooms", "/api/me"]) {
      expect(JSON.stringify(await ben.get(path))).not.toContain(ashasRoom);
    }
    expect(JSON.stringify((await ben.command(FIRST_SYNC)).rooms)).not.toContain(ashasRoom);
  });
});

describe("an administrator who is deactivated (P35, P49)", () => {
  test("loses the desk and every conversation at once, on every connection", async () => {
    const lee = await school.hire(rao, "Mr Lee");
    const entered = await lee.open(asha);
    const known = knowing(await lee.command(DESK_SYNC));
    const [following, desk] = [await follow(lee, entered), await lee.live(known)];
    const polled = refusalOf(lee.post<Polled>("/api/poll", { sync: known, waitMs: 25_000 }));
    await lee.command({ type: "beat" });
    await rao.post(`/api/people/${lee.me.accountId}/deactivate`);
    for (const peer of [following, desk]) expect(await peer.closed).toBe(CLOSE.deactivated);
    expect(await polled).toBe("account-deactivated");
    const heard = following.frames.length + desk.frames.length;
    await asha.command(asha.message(ashasRoom, "Without Mr Lee"));
    await asha.command(FIRST_SYNC);
    expect(following.frames.length + desk.frames.length).toBe(heard);
    for (const asked of [
      lee.open(asha),
      lee.get("/api/desk/students"),
      lee.get(`/api/rooms/${ashasRoom}/events`),
    ])
      expect(await refusalOf(asked)).toBe("unauthenticated");
  });
});

test("an administrator who is deactivated while requests of theirs wait for their turn gets none of them (P36)", async () => {
  const kim = await school.hire(rao, "Ms Kim");
  const rows = Array.from({ length: 20_000 }, (_, row) => `R${row},Student ${row},s${row}@hill.example,9 A`);
  const list = (...students: string[]) => ({ csv: ["Roll ID,Name,Email,Class", ...students].join("\n") });
  const checks = Array.from({ length: 10 }, () => refusalOf(kim.post("/api/roster/check", list(...rows))));
  // The first one has its turn, and all others wait.
  await Promise.race(checks);
  const waiting = [
    kim.post("/api/roster/import", list("R1,Eve Late,eve@hill.example,9 A")),
    kim.get("/api/desk/students"),
    kim.get("/api/search?q=secret"),
    kim.command({ type: "desk.get", studentIds: [asha.me.accountId] }),
    kim.post("/api/poll", { sync: DESK_SYNC, waitMs: 0 }),
  ].map(refusalOf);
  await rao.post(`/api/people/${kim.me.accountId}/deactivate`);
  expect(await Promise.all(waiting)).toEqual(Array.from(waiting, () => "unauthenticated"));
  await Promise.all(checks);
});
