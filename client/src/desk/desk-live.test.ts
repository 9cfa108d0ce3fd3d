import { describe, expect, test } from "bun:test";
import type { AccountId, CommandOf } from "@encrptalk/protocol";
import { liveDesk, newDesk } from "../testing/desk-setting.ts";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { senderOf } from "../testing/logs.ts";
import type { DeskArrival } from "./desk.ts";

const asked = (network: FakeNetwork): CommandOf<"desk.get">["studentIds"][] =>
  network.commands.flatMap(({ command }) => (command.type === "desk.get" ? [command.studentIds] : []));

const marks = (network: FakeNetwork): CommandOf<"receipts.mark">["marks"][] =>
  network.commands.flatMap(({ command }) => (command.type === "receipts.mark" ? [command.marks] : []));

/** Asha has a conversation; what Ms Rao's client is told of messages is noted. */
async function listening() {
  const desk = await liveDesk();
  const [asha, ben, chidi] = desk.students as [AccountId, AccountId, AccountId];
  const roomId = desk.school.desk.open(asha, asha);
  await desk.network.advance(100);
  const heard: string[] = [];
  desk.client.desk.onMessage(({ row, by }: DeskArrival) =>
    heard.push(`${row.student.name}: ${row.conversation?.lastMessage?.text} (${by})`),
  );
  return { ...desk, asha, ben, chidi, roomId, heard };
}

describe("messages by students", () => {
  test("are told once, after the list shows them", async () => {
    const { network, school, client, asha, roomId, heard } = await listening();
    client.desk.list({ filter: "unread" }).open();
    await network.settle();
    const seen: number[] = [];
    client.desk.onMessage(() => seen.push(client.desk.list({ filter: "unread" }).state.get().rows.length));
    school.say(roomId, asha, "hello");
    network.socket.toClient.push(...network.socket.toClient);
    await network.advance(1_000);
    expect(heard).toEqual(["Asha: hello (live)"]);
    expect(seen).toEqual([1]);
  });

  test("are not told when they are staff's, nor for other changes of the row", async () => {
    const { network, school, cole, rao, asha, roomId, heard } = await listening();
    school.say(roomId, asha, "hello");
    await network.advance(1_000);
    heard.length = 0;
    school.say(roomId, cole, "hello Asha");
    school.say(roomId, rao, "from my phone");
    school.append(roomId, senderOf(cole), { type: "conversation.closed" });
    school.desk.update(asha, { name: "Asha N." });
    await network.advance(1_000);
    expect(heard).toEqual([]);
  });

  test("are told of a student whose row was never seen", async () => {
    const { network, school, ben, heard } = await listening();
    school.say(school.desk.open(ben, ben), ben, "hello");
    await network.advance(1_000);
    expect(heard).toEqual(["Ben: hello (live)"]);
  });

  test("are not told of such a student when something else has changed", async () => {
    const desk = newDesk();
    const [asha, ben] = desk.students as [AccountId, AccountId];
    const { school, network } = desk;
    school.say(school.desk.open(ben, ben), ben, "said yesterday");
    const roomId = school.desk.open(asha, asha);
    school.desk.mostRows = 0;
    const client = desk.connect();
    await network.settle();
    const heard: string[] = [];
    client.desk.onMessage(({ row }) => heard.push(row.student.name));
    school.say(roomId, asha, "hello");
    school.desk.update(ben, { name: "Benjamin" });
    await network.advance(1_000);
    expect(client.desk.entry(ben).get()).toMatchObject({ unread: 1, student: { name: "Benjamin" } });
    expect(heard).toEqual(["Asha"]);
  });

  test("that came while away are told once for each student, unless they were read elsewhere", async () => {
    const { network, school, rao, asha, ben, roomId, heard } = await listening();
    network.socket.lose();
    for (const text of ["one", "two"]) school.say(roomId, asha, text);
    const other = school.desk.open(ben, ben);
    school.say(other, ben, "hello");
    school.mark(other, rao, { read: 1 });
    await network.advance(5_000);
    expect(heard).toEqual(["Asha: two (replayed)"]);
  });

  test("that were there before this client are no news", async () => {
    const desk = newDesk();
    const asha = desk.students[0] as AccountId;
    desk.school.say(desk.school.desk.open(asha, asha), asha, "hello");
    const client = desk.connect();
    const heard: DeskArrival[] = [];
    client.desk.onMessage((arrival) => heard.push(arrival));
    client.desk.list({ filter: "all" }).open();
    await desk.network.advance(1_000);
    expect(heard).toEqual([]);
  });

  test("are marked delivered soon, together, opened or not, and staff's are not", async () => {
    const { network, school, cole, asha, ben, roomId } = await listening();
    network.commands.length = 0;
    const other = school.desk.open(ben, cole);
    school.say(other, cole, "welcome");
    for (const text of ["one", "two"]) school.say(roomId, asha, text);
    await network.settle();
    expect(marks(network)).toEqual([]);
    await network.advance(2_000);
    expect(marks(network)).toEqual([[{ roomId, delivered: 2 }]]);
    expect(school.room(roomId).receipts.get("ms-rao" as AccountId)?.receipt.delivered).toBe(2);
  });
});

describe("presence of students", () => {
  test("is asked for together when somebody looks, then told, and asked for again after a loss", async () => {
    const { network, school, client, students } = await liveDesk();
    const [asha, ben] = students as [AccountId, AccountId];
    school.desk.setOnline(asha, true);
    await network.settle();
    network.commands.length = 0;
    for (const studentId of [asha, ben]) client.online(studentId).subscribe(() => {});
    await network.advance(100);
    expect(client.online(asha).get()).toBe(true);
    expect(client.online(ben).get()).toBe(false);
    school.desk.setOnline(ben, true);
    await network.settle();
    expect(client.online(ben).get()).toBe(true);
    network.socket.lose();
    expect(client.online(ben).get()).toBeNull();
    school.desk.setOnline(asha, false);
    await network.advance(5_000);
    expect(client.online(asha).get()).toBe(false);
    expect(client.online(ben).get()).toBe(true);
    // The first sync has told of them.
    expect(asked(network)).toEqual([[asha, ben]]);
  });

  test("that is told while an answer is on its way holds against it", async () => {
    const { network, school, client, students } = await liveDesk();
    const asha = students[0] as AccountId;
    network.holdsPages = true;
    client.desk.list({ filter: "all" }).open();
    await network.settle();
    school.desk.setOnline(asha, true);
    await network.settle();
    await network.releasePages();
    expect(client.online(asha).get()).toBe(true);
  });
});

describe("typing", () => {
  test("shows in the list, followed or not, without oneself, until the message comes", async () => {
    const { network, school, client, asha, cole, rao, roomId } = await listening();
    client.desk.list({ filter: "all" }).open();
    await network.settle();
    const type = (accountIds: AccountId[]) => school.publish("desk", { type: "typing", roomId, accountIds });
    type([asha, rao, cole]);
    await network.settle();
    expect(client.desk.typing(asha).get()).toEqual([asha, cole]);
    school.say(roomId, asha, "hello");
    await network.settle();
    expect(client.desk.typing(asha).get()).toEqual([cole]);
    type([]);
    await network.settle();
    expect(client.desk.typing(asha).get()).toEqual([]);
    type([asha]);
    await network.settle();
    network.socket.lose();
    expect(client.desk.typing(asha).get()).toEqual([]);
  });

  test("shows in the conversation that is open, too", async () => {
    const { network, school, client, asha, roomId } = await listening();
    const opening = client.desk.open(asha);
    await network.settle();
    await opening;
    school.publish("desk", { type: "typing", roomId, accountIds: [asha] });
    await network.settle();
    expect(client.room(roomId).typing.get()).toEqual([asha]);
  });
});

describe("counts", () => {
  const fetches = (network: FakeNetwork) =>
    network.requested.filter((path) => path === "/api/desk/counts").length;

  test("are fetched while somebody looks, and again after changes, at most once a second", async () => {
    const { network, school, client, asha, roomId, rao } = await listening();
    await network.advance(1_000);
    expect(fetches(network)).toBe(0);
    const stop = client.desk.counts.subscribe(() => {});
    await network.settle();
    expect(client.desk.counts.get()).toMatchObject({ all: 3, unread: 0, active: 1, new: 2, waiting: 0 });
    for (const text of ["one", "two", "three"]) {
      school.say(roomId, asha, text);
      await network.advance(50);
    }
    await network.advance(5_000);
    expect(client.desk.counts.get()).toMatchObject({ unread: 1, waiting: 1 });
    expect(fetches(network)).toBe(2);
    school.mark(roomId, rao, { read: 3 });
    await network.advance(5_000);
    expect(client.desk.counts.get()).toMatchObject({ unread: 0, waiting: 1 });
    stop();
    school.say(roomId, asha, "four");
    await network.advance(5_000);
    expect(fetches(network)).toBe(3);
  });

  test("do not count what is being read as it comes", async () => {
    const { network, school, client, asha, roomId } = await listening();
    const opening = client.desk.open(asha);
    await network.settle();
    const close = client.room(await opening).open();
    client.desk.counts.subscribe(() => {});
    await network.advance(2_000);
    const seen = new Set<number | undefined>();
    client.desk.counts.subscribe(() => seen.add(client.desk.counts.get()?.unread));
    for (const text of ["one", "two", "three"]) {
      const { number } = school.say(roomId, asha, text);
      await network.advance(250);
      client.room(roomId).markRead(number);
      await network.advance(1_500);
    }
    await network.advance(5_000);
    expect([...seen]).toEqual([0]);
    expect(client.desk.counts.get()).toMatchObject({ unread: 0, waiting: 1 });
    close();
  });

  test("that could not be fetched are fetched by the next connection", async () => {
    const { network, client } = await listening();
    network.carriesHttp = false;
    client.desk.counts.subscribe(() => {});
    await network.advance(5_000);
    expect(client.desk.counts.get()).toBeNull();
    network.carriesHttp = true;
    network.socket.lose();
    await network.advance(5_000);
    expect(client.desk.counts.get()).toMatchObject({ all: 3 });
  });

  test("and whatever else is counted is stale when rows, marks or presence change", async () => {
    const { network, school, client, asha, rao, roomId } = await listening();
    let changes = 0;
    const stop = client.desk.onChanged(() => changes++);
    school.say(roomId, asha, "hello");
    await network.settle();
    expect(changes).toBe(1);
    school.mark(roomId, rao, { read: 1 });
    await network.settle();
    expect(changes).toBe(2);
    school.desk.setOnline(asha, true);
    await network.settle();
    expect(changes).toBe(3);
    stop();
    school.desk.setOnline(asha, false);
    await network.settle();
    expect(changes).toBe(3);
  });
});
