import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type AccountId,
  CLOSE,
  type Command,
  type CommandType,
  commandSchema,
  type Epoch,
  type MessageId,
  type Polled,
  type RoomId,
  type Sync,
} from "@encrptalk/protocol";
import { follow, message } from "./conversation.ts";
import { DESK_SYNC, FIRST_SYNC, knowing, type Peer } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

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

const body = { alg: "plain", text: "Let me in" } as const;
const messageId = "m-00000001" as MessageId;

/** What a student can ask about a conversation: a row for each command, or the compiler asks for it. */
const ASKED: { [T in CommandType]: (target: Target) => Command } = {
  sync: ({ roomId }) => ({ ...DESK_SYNC, rooms: [{ roomId, seq: 0, position: 0 }] }),
  "message.send": ({ roomId }) => ({ type: "message.send", roomId, messageId, body }),
  "message.edit": ({ roomId }) => ({ type: "message.edit", roomId, editId: messageId, target: 3, body }),
  "message.delete": ({ roomId }) => ({ type: "message.delete", roomId, target: 3 }),
  "room.create": ({ roomId }) => ({ type: "room.create", title: roomId }),
  "room.join": ({ roomId }) => ({ type: "room.join", roomId }),
  "room.leave": ({ roomId }) => ({ type: "room.leave", roomId }),
  "room.rename": ({ roomId }) => ({ type: "room.rename", roomId, title: "Mine" }),
  "room.archive": ({ roomId }) => ({ type: "room.archive", roomId }),
  "room.restore": ({ roomId }) => ({ type: "room.restore", roomId }),
  "receipts.mark": ({ roomId }) => ({ type: "receipts.mark", marks: [{ roomId, delivered: 1, read: 1 }] }),
  "typing.set": ({ roomId }) => ({ type: "typing.set", roomId, typing: true }),
  "people.get": ({ studentId }) => ({ type: "people.get", accountIds: [studentId] }),
  "conversation.open": ({ studentId }) => ({ type: "conversation.open", studentId }),
  "conversation.close": ({ roomId }) => ({ type: "conversation.close", roomId }),
  "conversation.reopen": ({ roomId }) => ({ type: "conversation.reopen", roomId }),
  "desk.get": ({ studentId }) => ({ type: "desk.get", studentIds: [studentId] }),
  "notify.set": ({ roomId }) => ({ type: "notify.set", roomId, notify: "all" }),
  beat: () => ({ type: "beat" }),
};

/** With the same word for every id that was asked for, so that nothing but those may differ. */
const withoutIds = (answer: object, { roomId, studentId }: Target): unknown =>
  JSON.parse(
    JSON.stringify({ ...answer, id: "" })
      .replaceAll(roomId, "ROOM")
      .replaceAll(studentId, "STUDENT"),
  );

const COMMANDS = commandSchema.def.options.map(({ shape }) => shape.type.def.values[0] as CommandType);

describe("a student never reaches another student's conversation (P42)", () => {
  let live: Peer;
  beforeAll(async () => {
    live = await ben.live();
  });
  afterAll(() => live.close());
  const targets: [string, Target][] = [
    ["Asha's", { roomId: ashasRoom, studentId: asha.me.accountId }],
    ["Cara's", { roomId: carasRoom, studentId: cara.accountId }],
  ];

  test("the rows are those of all commands", () => {
    expect(Object.keys(ASKED).sort()).toEqual([...COMMANDS].sort());
  });

  for (const [whose, target] of targets) {
    // Ben shares a group room with Asha, and so knows her name: that is no conversation.
    const commands = COMMANDS.filter((type) => type !== "people.get" || whose === "Cara's");
    test.each(commands)(`${whose} answers to %s as nobody's does, over WebSocket and HTTP`, async (type) => {
      const seen = () => rao.command({ type: "conversation.open", studentId: target.studentId });
      const before = await seen();
      const overHttp = async (of: Target) => {
        const request = { id: "1", command: ASKED[type](of) };
        const response = await school.fetch("POST", "/api/commands", ben.headers, request);
        return { status: response.status, ...((await response.json()) as object) };
      };
      const overSocket = (of: Target) => live.ask(ASKED[type](of));
      for (const ask of [overHttp, overSocket]) {
        const answer = withoutIds(await ask(target), target);
        expect(answer).toEqual(withoutIds(await ask(nobodys), nobodys));
        expect(JSON.stringify(answer)).not.toMatch(/secret|Cara/);
      }
      expect(await seen()).toEqual(before);
    });

    test(`${whose} answers on every page as nobody's does`, async () => {
      const paths = await pathsOfTheApi();
      expect(paths).toContainEqual(["GET", "/api/desk/students/{studentId}"]);
      expect(paths).toContainEqual(["GET", "/api/rooms/{roomId}/events"]);
      for (const [method, path] of paths) {
        const ask = async (of: Target) => {
          const filled = path
            .replace("{roomId}", of.roomId)
            .replace(/\{(studentId|accountId)\}/, of.studentId);
          const given = method === "GET" ? undefined : {};
          const response = await school.fetch(method, filled, ben.headers, given);
          return { status: response.status, answer: await response.json() };
        };
        const asked = await ask(target);
        expect([method, path, asked]).toEqual([method, path, await ask(nobodys)]);
        expect([method, path, asked.status >= 400]).toEqual([method, path, true]);
      }
    });
  }

  test("nor tells by a list's cursor that it or its student exists", async () => {
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
    expect(await allRefusals(lee, { roomId: ashasRoom, studentId: asha.me.accountId })).toEqual([
      "unauthenticated",
    ]);
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

/** The codes with which a person is refused everything that there is. */
async function allRefusals(by: Member, target: Target): Promise<(string | null)[]> {
  const codes = new Set<string | null>();
  for (const type of COMMANDS) codes.add(await refusalOf(by.command(ASKED[type](target) as never)));
  for (const [method, path] of await pathsOfTheApi()) {
    const filled = path.replace("{roomId}", target.roomId).replace(/\{\w+\}/, target.studentId);
    const response = await school.fetch(method, filled, by.headers, method === "GET" ? undefined : {});
    codes.add(((await response.json()) as { error: { code: string } }).error.code);
  }
  return [...codes];
}

/** Every address that names a room or a person, and all of the desk's. */
async function pathsOfTheApi(): Promise<[method: string, path: string][]> {
  const { paths } = await rao.get<{ paths: Record<string, object> }>("/api/openapi.json");
  return Object.entries(paths).flatMap(([path, methods]) =>
    /\{(roomId|studentId|accountId)\}|^\/api\/desk\//.test(path)
      ? Object.keys(methods).map((method): [string, string] => [method.toUpperCase(), path])
      : [],
  );
}
