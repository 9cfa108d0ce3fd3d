import { afterAll, beforeAll, expect, test } from "bun:test";
import type {
  Body,
  Command,
  EventPage,
  MessageId,
  Polled,
  RoomId,
  SearchPage,
  Sync,
} from "@encrptalk/protocol";
import { Program } from "../program/program.ts";
import { FIRST_SYNC, type Person, School } from "../program/school.ts";
import { refusalOf } from "./refusal-of.ts";
import { Speaker } from "./speaker.ts";
import { subscriptionAt } from "./subscription.ts";
import { IS_WHOLE, tried } from "./tried.ts";

/** What was not seen is pushed after five seconds. */
const PUSHED_WITHIN_MS = 7_000;
const LATER = "The club has moved to the roof";

let program: Program;
let school: School;
let asha: Person;
let cara: Person;
let club: RoomId;
/** Whose browsers were pushed to. */
const pushed = new Set<string>();
const pushService = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: countPush });

let tries = 0;
let leaked = 0;

function countPush({ url }: Request): Response {
  pushed.add(new URL(url).pathname);
  return new Response(null, { status: 201 });
}

beforeAll(async () => {
  program = await Program.start({ environment: { PUSH_SERVICES: pushService.url.origin } });
  school = await School.setUp(program);
  asha = await school.enrol("Asha");
  cara = await school.enrol("Cara");
  const ben = await school.enrol("Ben");
  club = await school.createRoom("Chess club", [asha, cara, ben]);
  await subscribe(ben);
  for (const text of ["Secret one", "Secret two", "Secret three"]) await asha.say(club, text);
});
afterAll(async () => {
  tried("a removed member, by every way that was open before", tries, { broken: { leaked } });
  await pushService.stop(true);
  await program.close();
});

test("a member who was removed reaches nothing of the room, with nothing that they kept from before (P11, P12)", async () => {
  const before = await whatCaraKeeps();
  await cara.command({ type: "room.leave", roomId: club });
  const { seq: later } = await asha.say(club, LATER);

  // Live: what was said before the answer to a later question came would have come before it.
  await before.live.ask({ type: "beat" });
  const polled = JSON.stringify(await before.poll);
  const heard = before.live.heard.slice(before.heardBefore).filter((frame) => frame.type !== "reply");
  expectNoneOf(JSON.stringify(heard), LATER);
  expectNoneOf(polled, LATER);
  expect(polled).toContain(before.sync.epoch ?? "");

  // By id and by cursor, over every door.
  for (const query of ["", "?before=5", "?after=1", `?around=${later}`, "?limit=1"])
    expect(await get(`/api/rooms/${club}/events${query}`)).toBe("room-not-found");
  expect(await get(`/api/rooms/${club}/members`)).toBe("room-not-found");
  expect(await get(`/api/rooms/${club}/members?after=${asha.me.accountId}`)).toBe("room-not-found");
  const commands: Command[] = [
    { type: "message.send", roomId: club, messageId: "still-here-1" as MessageId, body: BODY },
    {
      type: "message.edit",
      roomId: club,
      editId: "still-here-2" as MessageId,
      target: before.own,
      body: BODY,
    },
    { type: "message.delete", roomId: club, target: before.own },
    { type: "typing.set", roomId: club, typing: true },
    { type: "notify.set", roomId: club, notify: "all" },
  ];
  for (const command of commands) {
    expect([command.type, await refusalOf(cara.command(command))]).toEqual([command.type, "room-not-found"]);
    const overSocket = await before.live.ask(command);
    expect([command.type, overSocket]).toMatchObject([command.type, { error: { code: "room-not-found" } }]);
    tries += 2;
  }

  // Catching up from where they were, from the beginning, and from another history.
  for (const known of [
    before.sync,
    { ...before.sync, rooms: at(0) },
    { ...FIRST_SYNC, rooms: at(1_000_000) },
  ]) {
    const synced = await cara.command(known);
    expectNoneOf(JSON.stringify(synced), LATER, "Secret");
    expect(synced.rooms.map(({ roomId }) => roomId)).not.toContain(club);
  }

  // Searching, also further from where they had stopped.
  for (const query of [
    "q=roof",
    "q=Secret",
    `q=Secret&after=${before.found.next}`,
    "q=in%3AChess",
    "q=from%3AAsha",
  ])
    expectNoneOf(await (await fetch(`${program.url}/api/search?${query}`, cara)).text(), LATER, "Secret");

  // A mention calls nobody back.
  const body: Body = { alg: "plain", text: "@Cara come back", mentions: [cara.me.accountId] };
  await asha.command({ type: "message.send", roomId: club, messageId: "mention-of-cara" as MessageId, body });
  expect(JSON.stringify(await cara.command(FIRST_SYNC))).not.toContain("come back");
  before.live.close();
  if (IS_WHOLE) await Bun.sleep(PUSHED_WITHIN_MS);
  expect([...pushed]).toEqual(IS_WHOLE ? ["/Ben"] : []);
  tries += 1;
});

const BODY = { alg: "plain", text: "Still here" } as const;

const at = (seq: number): Sync["rooms"] => [{ roomId: club, seq, position: seq }];

/** All that opens the room to Cara while she is in it. */
async function whatCaraKeeps() {
  const { seq: own } = await cara.say(club, "My own");
  await subscribe(cara);
  const live = await Speaker.connect(cara);
  await live.ask(FIRST_SYNC);
  const synced = await cara.command(FIRST_SYNC);
  const sync: Sync = {
    ...FIRST_SYNC,
    ...{ epoch: synced.epoch, school: synced.school, account: synced.account },
    rooms: synced.rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position })),
  };
  const found = await cara.ask<SearchPage>("GET", "/api/search?q=Secret&limit=1");
  const page = await cara.ask<EventPage>("GET", `/api/rooms/${club}/events`);
  expect({ hits: found.hits.length, events: page.events.length }).toMatchObject({ hits: 1, events: 9 });
  const poll = cara.ask<Polled>("POST", "/api/poll", { sync, waitMs: 5_000 });
  await live.ask({ type: "beat" });
  return { own, live, heardBefore: live.heard.length, sync, found, poll };
}

async function subscribe({ me, cookie }: Person): Promise<void> {
  const response = await fetch(`${program.url}/api/push/subscription`, {
    method: "PUT",
    headers: { cookie, origin: program.url, "content-type": "application/json" },
    body: JSON.stringify(await subscriptionAt(`${pushService.url.origin}/${me.name}`)),
  });
  expect(response.status).toBe(200);
}

async function get(path: string): Promise<string> {
  tries += 1;
  return await refusalOf(cara.ask("GET", path));
}

function expectNoneOf(text: string, ...secrets: string[]): void {
  tries += 1;
  const told = secrets.filter((secret) => text.includes(secret));
  leaked += told.length;
  expect(told).toEqual([]);
}
