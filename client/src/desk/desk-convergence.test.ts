import { expect, test } from "bun:test";
import type { AccountId, DeskFilter, RoomId } from "@encrptalk/protocol";
import fc from "fast-check";
import type { Client } from "../client.ts";
import { type LiveDesk, newDesk } from "../testing/desk-setting.ts";
import { senderOf } from "../testing/logs.ts";
import type { DeskList, DeskListQuery } from "./desk.ts";

const NAMES = Array.from({ length: 36 }, (_, number) => `Student ${number % 7} ${number}`);
const FILTERS: readonly DeskFilter[] = ["all", "unread", "active", "closed", "new"];
const QUERIES: readonly DeskListQuery[] = [
  ...FILTERS.map((filter) => ({ filter })),
  { filter: "all", className: "9B" },
  { filter: "all", search: "STUDENT 3" },
  { filter: "unread", className: "9A", search: "student" },
];

interface Story extends LiveDesk {
  readonly lists: readonly DeskList[];
  readonly closes: Map<DeskList, () => void>;
}

const any = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)];

/** Does something to one of the students. */
const toStudent =
  (run: (story: Story, studentId: AccountId, which: number) => unknown) =>
  async (story: Story, which: number) => {
    const studentId = any(story.students, which);
    if (studentId !== undefined) await run(story, studentId, which);
  };

/** Does something to one of the conversations. */
const toRoom = (run: (story: Story, roomId: RoomId, which: number, studentId: AccountId) => unknown) =>
  toStudent((story, studentId, which) => {
    const room = story.school.desk.roomOf(studentId);
    return room === null ? undefined : run(story, room.roomId, which, studentId);
  });

const toList = (run: (story: Story, list: DeskList) => unknown) => async (story: Story, which: number) => {
  const list = any(story.lists, which);
  if (list !== undefined) await run(story, list);
};

/** What may happen to Ms Rao's laptop, her school, and what lies between. */
const mishaps = {
  "a student writes": toStudent(({ school }, id, which) =>
    school.say(school.desk.open(id, id), id, `said ${which}`),
  ),
  "Mr Cole writes": toRoom(({ school, cole }, roomId, which) =>
    school.say(roomId, cole, `answered ${which}`),
  ),
  "Mr Cole opens": toStudent(({ school, cole }, id) => school.desk.open(id, cole)),
  close: toRoom(({ school, cole }, roomId) =>
    school.append(roomId, senderOf(cole), { type: "conversation.closed" }),
  ),
  rename: toStudent(({ school }, id, which) => school.desk.update(id, { name: `Renamed ${which % 9}` })),
  "change class": toStudent(({ school }, id, which) =>
    school.desk.update(id, { className: which % 2 ? "9A" : "9B" }),
  ),
  deactivate: toStudent(({ school }, id) => school.desk.setListed(id, false)),
  reactivate: toStudent(({ school }, id) => school.desk.setListed(id, true)),
  "add a student": ({ school }: Story, which: number) => {
    const name = `Newcomer ${which}`;
    if (![...school.people.values()].some((person) => person.name === name)) school.desk.addStudent(name);
  },
  import: ({ school, students }: Story, which: number) =>
    school.desk.changeMany(students.slice(0, which), which % 2 ? "9B" : "9A"),
  "read elsewhere": toRoom(({ school, rao }, roomId) =>
    school.mark(roomId, rao, { read: school.row(roomId, rao).messageCount }),
  ),
  "choose elsewhere": toRoom(({ school, rao }, roomId, which) =>
    school.setNotify(roomId, rao, which % 2 ? "nothing" : "all"),
  ),
  open: toStudent(({ client }, id) => {
    client.desk.open(id).catch(() => {});
  }),
  read: toRoom(({ client }, roomId, which) => client.room(roomId).markRead(which)),
  write: toRoom(({ client }, roomId, which) => client.room(roomId).send({ text: `sent ${which}` })),
  look: toStudent(({ client }, id) => client.desk.entry(id).subscribe(() => {})),
  "load more": toList((_, list) => {
    list.loadMore().catch(() => {});
  }),
  "close a list": toList(({ closes }, list) => {
    closes.get(list)?.();
    closes.delete(list);
  }),
  "open a list": toList(({ closes }, list) => {
    if (!closes.has(list)) closes.set(list, list.open());
  }),
  "lose a frame": ({ network }: Story, which: number) => {
    const { toClient } = network.socket;
    if (any(toClient, which)?.type !== "reply") toClient.splice(which % Math.max(1, toClient.length), 1);
  },
  "double a frame": ({ network }: Story, which: number) => {
    const frame = any(network.socket.toClient, which);
    if (frame !== undefined) network.socket.toClient.push(frame);
  },
  "swap frames": ({ network }: Story) => void network.socket.toClient.reverse(),
  "hold pages": ({ network }: Story) => {
    network.holdsPages = true;
  },
  "release pages": ({ network }: Story) => network.releasePages(),
  "lose the connection": ({ network }: Story) => network.socket.lose(),
  "block WebSocket": ({ network }: Story) => {
    network.carriesWebSocket = false;
    network.socket.lose();
  },
  "block HTTP": ({ network }: Story) => {
    network.carriesHttp = false;
  },
  unblock: ({ network }: Story) => {
    network.carriesWebSocket = true;
    network.carriesHttp = true;
  },
  "let pass": ({ network }: Story) => network.settle(),
  "let time pass": ({ network }: Story, which: number) => network.advance(which * 100),
} satisfies Record<string, (story: Story, which: number) => unknown>;

const steps = fc.array(
  fc.record({
    mishap: fc.constantFrom(...(Object.keys(mishaps) as (keyof typeof mishaps)[])),
    which: fc.nat({ max: 40 }),
  }),
  { minLength: 20, maxLength: 80, size: "max" },
);

test("whatever happens, in the end each list, badge and conversation is what a fresh client shows", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(3, 200), async (happenings, mostRows) => {
      const story = await begin(mostRows);
      for (const { mishap, which } of happenings) await mishaps[mishap](story, which);
      await comeBack(story);
      await expectFresh(story);
    }),
    { numRuns: 40 },
  );
}, 60_000);

async function begin(mostRows: number): Promise<Story> {
  const setting = newDesk(NAMES);
  const { school, network, students } = setting;
  school.desk.mostRows = mostRows;
  school.desk.mostPage = 4;
  for (const studentId of students.slice(0, 30)) {
    const roomId = school.desk.open(studentId, studentId);
    const last = Number(studentId.at(-1));
    if (last % 2) school.say(roomId, studentId, "hello");
    if (last > 5) school.mark(roomId, setting.rao, { read: last % 2 });
  }
  const client = setting.connect();
  const lists = QUERIES.map((query) => client.desk.list(query));
  const closes = new Map(lists.map((list) => [list, list.open()]));
  await network.settle();
  return { ...setting, client, lists, closes };
}

/** Everything works again, and the beats come. */
async function comeBack({ network, client, school, rao }: Story): Promise<void> {
  network.carriesWebSocket = true;
  network.carriesHttp = true;
  await network.releasePages();
  client.tryNow();
  for (let beats = 0; beats < 4; beats++) {
    await network.advance(24_000);
    const rooms = [...school.rooms.values()].map(({ roomId, position }) => ({ roomId, position }));
    const account = school.accounts.get(rao) ?? 0;
    network.socket.toClient.push({ type: "beat", school: 0, account, desk: school.desk.position, rooms });
  }
  await network.advance(5_000);
  expect(client.connection.get().status).toBe("live");
}

async function expectFresh({ client, connect, network, school, lists, rao, students }: Story): Promise<void> {
  const fresh = connect();
  await network.settle();
  for (const list of lists) list.open();
  await network.advance(3_000);
  for (const [index, query] of QUERIES.entries()) {
    const { rows, complete, total, error } = lists[index]?.state.get() ?? expect.unreachable();
    const all = await loadAll(fresh, query, network);
    expect(error).toBeNull();
    expect(rows).toEqual(all.slice(0, rows.length));
    expect(total).toBe(all.length);
    expect(rows.length).toBeGreaterThanOrEqual(complete ? all.length : 20);
  }
  for (const studentId of students) {
    const room = school.desk.roomOf(studentId);
    const row = room && client.room(room.roomId).row.get();
    if (row) expect(row).toMatchObject({ ...withoutFeed(school.row(row.roomId, rao)), online: row.online });
  }
}

async function loadAll(client: Client, query: DeskListQuery, network: Story["network"]) {
  const list = client.desk.list(query);
  list.open();
  await network.settle();
  while (!list.state.get().complete) {
    const more = list.loadMore();
    await network.settle();
    await more;
  }
  return list.state.get().rows;
}

const withoutFeed = ({ position: _, ...room }: ReturnType<Story["school"]["row"]>) => room;
