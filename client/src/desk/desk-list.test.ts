import { describe, expect, test } from "bun:test";
import { type AccountId, type CommandOf, type Epoch, ProtocolError } from "@encrptalk/protocol";
import { type LiveDesk, liveDesk, namesOf, newDesk, openList } from "../testing/desk-setting.ts";
import { senderOf } from "../testing/logs.ts";

/** Forty students, called so that their names sort as their numbers. */
const FORTY = Array.from({ length: 40 }, (_, number) => `Student ${String(number).padStart(2, "0")}`);

const asked = ({ network }: LiveDesk): CommandOf<"desk.get">["studentIds"][] =>
  network.commands.flatMap(({ command }) => (command.type === "desk.get" ? [command.studentIds] : []));

const pages = ({ network }: LiveDesk): string[] =>
  network.requested.filter((path) => path.startsWith("/api/desk/students"));

/** A desk of forty whose list shows the first ones. */
async function halfOpen(shown = 20) {
  const desk = await liveDesk(FORTY);
  desk.school.desk.mostPage = shown;
  const list = await openList(desk, { filter: "all" });
  desk.network.requested.length = 0;
  return { ...desk, list };
}

describe("a list", () => {
  test("has who waits first, the longest waiting on top, then the latest, then the rest by name", async () => {
    const desk = await liveDesk(["Asha", "Ben", "Chidi", "Dana", "Emil"]);
    const { school, cole } = desk;
    const [asha, ben, chidi] = desk.students as [AccountId, AccountId, AccountId];
    const list = await openList(desk, { filter: "all" });
    expect(list.state.get()).toMatchObject({ loaded: true, total: 5, complete: true, loading: false });
    expect(namesOf(list)).toEqual(["Asha", "Ben", "Chidi", "Dana", "Emil"]);
    school.say(school.desk.open(chidi, chidi), chidi, "may I?");
    school.say(school.desk.open(asha, asha), asha, "I am ill");
    school.say(school.desk.open(ben, cole), cole, "welcome");
    await desk.network.settle();
    expect(namesOf(list)).toEqual(["Chidi", "Asha", "Ben", "Dana", "Emil"]);
    expect(list.state.get().rows[0]).toMatchObject({ unread: 1, read: 0, notify: "all" });
  });

  test("is filtered by status, class and what is looked for", async () => {
    const desk = await liveDesk(["Asha", "Ben", "José"]);
    const { school, cole, students } = desk;
    const [asha, ben, jose] = students as [AccountId, AccountId, AccountId];
    school.desk.update(ben, { className: "9B" });
    school.append(school.desk.open(ben, cole), senderOf(cole), { type: "conversation.closed" });
    school.say(school.desk.open(jose, jose), jose, "hello");
    const names = async (query: Parameters<typeof openList>[1]) => namesOf(await openList(desk, query));
    expect(await names({ filter: "unread" })).toEqual(["José"]);
    expect(await names({ filter: "closed" })).toEqual(["Ben"]);
    expect(await names({ filter: "active" })).toEqual(["José"]);
    expect(await names({ filter: "new" })).toEqual(["Asha"]);
    expect(await names({ filter: "all", className: "9B" })).toEqual(["Ben"]);
    expect(await names({ filter: "all", search: " jose " })).toEqual(["José"]);
    expect(await names({ filter: "all", search: `R-${asha}` })).toEqual(["Asha"]);
  });

  test("is the same object for the same query, and asks for nothing until it is open", async () => {
    const desk = await liveDesk();
    const list = desk.client.desk.list({ filter: "all", search: "ben " });
    expect(desk.client.desk.list({ filter: "all", search: "ben", className: undefined })).toBe(list);
    expect(desk.client.desk.list({ filter: "unread", search: "ben" })).not.toBe(list);
    await desk.network.advance(1_000);
    expect(pages(desk)).toEqual([]);
    expect(list.state.get().loaded).toBe(false);
  });

  test("moves one row for one message, and leaves the others as they are", async () => {
    const desk = await liveDesk(FORTY);
    const list = await openList(desk, { filter: "all" });
    const before = list.state.get().rows;
    const last = desk.students.at(-1) as AccountId;
    desk.network.requested.length = 0;
    desk.school.say(desk.school.desk.open(last, last), last, "hello");
    await desk.network.advance(2_000);
    expect(list.state.get().rows.slice(1)).toEqual(before.slice(0, -1));
    for (const [index, row] of list.state.get().rows.slice(1).entries())
      expect(row).toBe(before[index] as never);
    expect(desk.network.requested).toEqual([]);
  });

  test("of a student stays empty, and asks nobody", async () => {
    const { network, school, connect, students } = newDesk();
    network.device = senderOf(students[0] as AccountId);
    const client = connect();
    await network.settle();
    client.desk.list({ filter: "all" }).open();
    client.desk.entry(students[1] as AccountId).subscribe(() => {});
    client.online(students[1] as AccountId).subscribe(() => {});
    client.desk.counts.subscribe(() => {});
    school.desk.setOnline(students[1] as AccountId, true);
    await network.advance(5_000);
    expect(client.desk.list({ filter: "all" }).state.get().loaded).toBe(false);
    expect(network.requested).toEqual([]);
    expect(network.commands.map(({ command }) => command.type)).toEqual(["sync"]);
  });

  test("is loaded over HTTP when no WebSocket can be had", async () => {
    const desk = newDesk();
    desk.network.carriesWebSocket = false;
    const client = desk.connect();
    const list = client.desk.list({ filter: "all" });
    list.open();
    await desk.network.advance(20_000);
    expect(client.connection.get().status).toBe("limited");
    const asha = desk.students[0] as AccountId;
    desk.school.say(desk.school.desk.open(asha, asha), asha, "hello");
    await desk.network.advance(1_000);
    expect(list.state.get().rows[0]).toMatchObject({ unread: 1 });
  });
});

describe("pages", () => {
  test("come one after the other, until the list is complete", async () => {
    const desk = await halfOpen();
    expect(desk.list.state.get()).toMatchObject({ total: 40, complete: false });
    expect(namesOf(desk.list)).toEqual(FORTY.slice(0, 20));
    const more = [desk.list.loadMore(), desk.list.loadMore()];
    expect(desk.list.state.get().loading).toBe(true);
    await desk.network.settle();
    await Promise.all(more);
    expect(namesOf(desk.list)).toEqual(FORTY);
    expect(desk.list.state.get()).toMatchObject({ complete: true, loading: false });
    await desk.list.loadMore();
    expect(pages(desk)).toHaveLength(1);
  });

  test("a row that moves beyond the last one is not shown before its page, and one that moves in is", async () => {
    const desk = await halfOpen(25);
    desk.school.desk.update(desk.students[3] as AccountId, { name: "Student 35b" });
    desk.school.desk.update(desk.students[30] as AccountId, { name: "Student 10b" });
    await desk.network.advance(100);
    const within = [...FORTY.slice(0, 3), ...FORTY.slice(4, 11), "Student 10b", ...FORTY.slice(11, 25)];
    expect(namesOf(desk.list)).toEqual(within);
    const more = desk.list.loadMore();
    await desk.network.settle();
    await more;
    expect(namesOf(desk.list).slice(-6)).toEqual([FORTY[35], "Student 35b", ...FORTY.slice(36)] as string[]);
  });

  test("a list that has become short gets its next page by itself", async () => {
    const desk = await halfOpen();
    for (const studentId of desk.students.slice(0, 3)) desk.school.desk.setListed(studentId, false);
    await desk.network.advance(2_000);
    expect(namesOf(desk.list)).toEqual(FORTY.slice(3));
    expect(desk.list.state.get().total).toBe(37);
  });

  test("the total follows students that were never shown", async () => {
    const desk = await halfOpen();
    desk.school.desk.setListed(desk.students[39] as AccountId, false);
    desk.school.desk.addStudent("Student 99");
    desk.school.desk.addStudent("Student 98");
    await desk.network.advance(2_000);
    expect(desk.list.state.get().total).toBe(41);
    expect(namesOf(desk.list)).toEqual(FORTY.slice(0, 20));
  });

  test("one that fails says so, and comes with the next connection or when it is tried again", async () => {
    const desk = await halfOpen();
    desk.network.carriesHttp = false;
    await desk.list.loadMore();
    expect(desk.list.state.get()).toMatchObject({ loading: false, error: { name: "NetworkError" } });
    desk.network.carriesHttp = true;
    desk.list.retry();
    await desk.network.settle();
    expect(desk.list.state.get()).toMatchObject({ error: null, complete: true });
  });

  test("the first one is tried again when the connection is back", async () => {
    const desk = await liveDesk();
    desk.network.carriesHttp = false;
    const list = await openList(desk, { filter: "all" });
    expect(list.state.get()).toMatchObject({ loaded: false, error: { name: "NetworkError" } });
    desk.network.carriesHttp = true;
    desk.network.socket.lose();
    await desk.network.advance(5_000);
    expect(namesOf(list)).toEqual(["Asha", "Ben", "Chidi"]);
  });
});

describe("a row that was never seen", () => {
  test("is asked for with its own marks before it is placed, together with others", async () => {
    const desk = newDesk(FORTY);
    const [one, other] = [desk.students[30], desk.students[31]] as [AccountId, AccountId];
    for (const studentId of [one, other])
      desk.school.say(desk.school.desk.open(studentId, studentId), studentId, "hello");
    desk.school.mark(desk.school.desk.roomOf(one)?.roomId as never, desk.rao, { read: 1 });
    desk.school.desk.mostRows = 3;
    const client = desk.connect();
    await desk.network.settle();
    for (const studentId of [one, other]) {
      const { roomId } = desk.school.desk.roomOf(studentId) ?? expect.unreachable();
      desk.school.append(roomId, senderOf(desk.cole), { type: "conversation.closed" });
    }
    await desk.network.advance(1_000);
    expect(asked({ ...desk, client })).toEqual([[one, other]]);
    expect(client.desk.entry(one).get()).toMatchObject({ read: 1, unread: 0 });
    expect(client.desk.entry(other).get()).toMatchObject({ read: 0, unread: 1 });
  });

  test("or may have changed unheard, neither", async () => {
    const { network, school, client, rao, cole, students } = await liveDesk();
    const asha = students[0] as AccountId;
    const roomId = school.desk.open(asha, asha);
    school.say(roomId, asha, "hello");
    await network.advance(100);
    network.socket.lose();
    school.mark(roomId, rao, { read: 1 });
    school.desk.mostRows = 0;
    await network.advance(5_000);
    school.append(roomId, senderOf(cole), { type: "conversation.closed" });
    await network.advance(100);
    expect(client.desk.entry(asha).get()).toMatchObject({ read: 1, unread: 0 });
  });

  test("is asked for again when the server cannot now", async () => {
    const desk = await liveDesk();
    desk.network.refuse = ({ type }) =>
      type === "desk.get" ? new ProtocolError("rate-limited", { retryAfterMs: 3_000 }) : null;
    const asha = desk.students[0] as AccountId;
    desk.client.desk.entry(asha).subscribe(() => {});
    const roomId = desk.school.desk.open(asha, asha);
    desk.school.desk.mostRows = 0;
    desk.network.socket.lose();
    await desk.network.advance(2_000);
    desk.network.refuse = () => null;
    expect(desk.client.desk.entry(asha).get()?.conversation).toBeNull();
    await desk.network.advance(5_000);
    expect(desk.client.desk.entry(asha).get()?.conversation?.roomId).toBe(roomId);
  });

  test("of nobody is nothing, and is not asked for twice", async () => {
    const desk = await liveDesk();
    const nobody = "nobody" as AccountId;
    desk.client.desk.entry(nobody).subscribe(() => {});
    await desk.network.advance(5_000);
    expect(desk.client.desk.entry(nobody).get()).toBeNull();
    expect(asked(desk)).toEqual([[nobody]]);
  });
});

describe("answers that come late", () => {
  /** Asha has written, and Ms Rao's list is being asked for. */
  async function asking() {
    const desk = newDesk();
    const asha = desk.students[0] as AccountId;
    const roomId = desk.school.desk.open(asha, asha);
    desk.school.say(roomId, asha, "hello");
    desk.school.desk.mostRows = 0;
    const client = desk.connect();
    await desk.network.settle();
    desk.school.desk.mostRows = 200;
    desk.network.holdsPages = true;
    const list = client.desk.list({ filter: "all" });
    list.open();
    await desk.network.settle();
    return { ...desk, client, list, asha, roomId };
  }

  test("do not take back a newer row", async () => {
    const { network, school, list, asha, roomId } = await asking();
    school.say(roomId, asha, "are you there?");
    await network.advance(100);
    await network.releasePages();
    expect(list.state.get().rows[0]?.conversation?.lastMessage?.text).toBe("are you there?");
  });

  test("do not take back a read mark, nor a choice", async () => {
    const { network, school, list, rao, roomId } = await asking();
    school.mark(roomId, rao, { read: 1 });
    school.setNotify(roomId, rao, "nothing");
    await network.settle();
    await network.releasePages();
    expect(list.state.get().rows.find(({ conversation }) => conversation)).toMatchObject({
      unread: 0,
      notify: "nothing",
    });
  });

  test("are asked for again when too much has changed to be told", async () => {
    const { network, school, list, students } = await asking();
    school.desk.changeMany(students, "10A");
    await network.settle();
    await network.releasePages();
    expect(list.state.get().rows.map(({ student }) => student.className)).toEqual(["10A", "10A", "10A"]);
  });

  test("have what has moved into them since", async () => {
    const desk = newDesk(FORTY);
    desk.school.desk.mostPage = 20;
    const client = desk.connect();
    await desk.network.settle();
    desk.network.holdsPages = true;
    const list = client.desk.list({ filter: "all" });
    list.open();
    await desk.network.settle();
    const late = desk.students[30] as AccountId;
    desk.school.say(desk.school.desk.open(late, late), late, "hello");
    await desk.network.advance(100);
    await desk.network.releasePages();
    expect(namesOf(list)).toEqual(["Student 30", ...FORTY.slice(0, 20)]);
  });

  test("by name do not bring back what an import has moved", async () => {
    const desk = newDesk(FORTY);
    desk.school.desk.mostPage = 20;
    desk.school.desk.mostRows = 0;
    const client = desk.connect();
    await desk.network.settle();
    const list = await openList({ ...desk, client }, { filter: "all", className: "9A" });
    const moved = desk.students[30] as AccountId;
    desk.school.say(desk.school.desk.open(moved, moved), moved, "hello");
    desk.network.holdsReplies = true;
    await desk.network.advance(20);
    desk.school.desk.changeMany([moved], "10A");
    await desk.network.advance(100);
    await desk.network.releaseReplies();
    await desk.network.advance(1_000);
    expect(namesOf(list)).toEqual(FORTY.slice(0, 20));
  });

  test("by name are asked for again", async () => {
    const { network, school, client, students, asha } = await asking();
    await network.releasePages();
    client.desk.entry(asha).subscribe(() => {});
    const dana = school.desk.addStudent("Dana");
    client.desk.entry(dana).subscribe(() => {});
    network.holdsReplies = true;
    await network.advance(20);
    school.desk.changeMany([...students, dana], "10A");
    await network.settle();
    await network.releaseReplies();
    await network.advance(1_000);
    expect(client.desk.entry(dana).get()?.student.className).toBe("10A");
    expect(client.desk.entry(asha).get()?.student.className).toBe("10A");
  });
});

describe("too many changes to be told", () => {
  test("the rows stand until they are here anew, as many as there were", async () => {
    const desk = await halfOpen();
    const more = desk.list.loadMore();
    await desk.network.settle();
    await more;
    desk.network.holdsPages = true;
    desk.school.desk.changeMany(desk.students, "10A");
    await desk.network.settle();
    expect(namesOf(desk.list)).toEqual(FORTY);
    expect(desk.list.state.get()).toMatchObject({ loaded: true, loading: true });
    await desk.network.releasePages();
    expect(desk.list.state.get().rows.map(({ student }) => student.className)).toEqual(
      FORTY.map(() => "10A"),
    );
  });

  test("what has not changed stays the same object", async () => {
    const desk = await liveDesk();
    const list = await openList(desk, { filter: "all" });
    const [, ben] = list.state.get().rows;
    desk.school.desk.changeMany(desk.students.slice(0, 1), "10A");
    await desk.network.settle();
    expect(list.state.get().rows[0]?.student.className).toBe("10A");
    expect(list.state.get().rows[1]).toBe(ben as never);
  });

  test("after a long absence, and with a history that is another one", async () => {
    const desk = await liveDesk();
    const list = await openList(desk, { filter: "all" });
    desk.network.socket.lose();
    desk.school.desk.mostRows = 1;
    for (const studentId of desk.students) desk.school.desk.update(studentId, { className: "10A" });
    await desk.network.advance(5_000);
    expect(list.state.get().rows.map(({ student }) => student.className)).toEqual(["10A", "10A", "10A"]);

    desk.network.socket.lose();
    desk.school.epoch = "restored" as Epoch;
    desk.school.desk.setListed(desk.students[0] as AccountId, false);
    await desk.network.advance(5_000);
    expect(namesOf(list)).toEqual(["Ben", "Chidi"]);
  });
});

describe("badges", () => {
  async function unread() {
    const desk = await liveDesk();
    const asha = desk.students[0] as AccountId;
    const roomId = desk.school.desk.open(asha, asha);
    const list = await openList(desk, { filter: "unread" });
    desk.school.say(roomId, asha, "hello");
    await desk.network.advance(100);
    expect(list.state.get().rows).toMatchObject([{ unread: 1 }]);
    return { ...desk, list, asha, roomId };
  }

  test("are cleared at once by reading here", async () => {
    const { client, network, list, asha, roomId } = await unread();
    await opened({ client, network }, asha);
    client.room(roomId).markRead(1);
    expect(list.state.get().rows).toEqual([]);
  });

  test("are cleared by reading on another device, and by what was read while away", async () => {
    const { network, school, list, rao, roomId, asha } = await unread();
    school.mark(roomId, rao, { read: 1 });
    await network.settle();
    expect(list.state.get().rows).toEqual([]);
    school.say(roomId, asha, "one more");
    await network.settle();
    expect(list.state.get().rows).toMatchObject([{ unread: 1 }]);
    network.socket.lose();
    school.mark(roomId, rao, { read: 2 });
    await network.advance(5_000);
    expect(list.state.get().rows).toEqual([]);
  });

  test("are cleared by answering, on whichever device, and not by a colleague's answer", async () => {
    const { network, school, list, rao, cole, roomId } = await unread();
    school.say(roomId, cole, "hello Asha");
    await network.settle();
    expect(list.state.get().rows).toMatchObject([{ unread: 2 }]);
    school.say(roomId, rao, "hello from my phone");
    await network.settle();
    expect(list.state.get().rows).toEqual([]);
  });
});

async function opened({ client, network }: Pick<LiveDesk, "client" | "network">, studentId: AccountId) {
  const opening = client.desk.open(studentId);
  await network.settle();
  return opening;
}
