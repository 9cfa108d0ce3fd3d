import { expect, test } from "bun:test";
import { type DeskRow, MAX_DESK_ENTRIES, type RoomId, type Sender } from "@encrptalk/protocol";
import { person, type School } from "./school.ts";

const QUARTER_MS = 15 * 60_000;
const mrSilva = person("mr-silva");

/** What the desk is told of conversations and students, and what it makes of them. */
export function deskContract(school: () => School): void {
  const entryOf = async (student = school().asha, asker = school().msRao) => {
    const [entry] = await school().store.deskEntries(asker.accountId, [student.accountId]);
    if (!entry) throw new Error(`${student.accountId} is no student`);
    return entry;
  };
  const rows = (from = 0): (DeskRow[] | null)[] =>
    school()
      .changes.slice(from)
      .flatMap((change) => (change.type === "desk" ? [change.rows] : []));
  const sendAt = (sender: Sender, roomId: RoomId, at: number) =>
    school().store.sendMessage({
      roomId,
      messageId: school().mint(),
      body: school().body(),
      sender,
      at,
    });

  test("each change of a conversation is told as the row that it makes", async () => {
    const s = school();
    const from = s.changes.length;
    const roomId = await s.converse(s.asha);
    const { seq } = await s.send(s.asha, { roomId });
    await s.edit(s.asha, seq, { roomId });
    await s.send(s.msRao, { roomId });
    await s.store.setConversationStatus({ roomId, status: "closed", ...s.by(s.msRao) });
    const told = rows(from);
    expect(told.map((some) => some?.length)).toEqual([1, 1, 1, 1, 1]);
    const { read: _, notify: __, online: ___, ...row } = await entryOf();
    expect(told.at(-1)).toEqual([row]);
    expect(row.position).toBe(s.changes.at(-1)?.position ?? 0);
  });

  test("marks and choices change nobody's row", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    await s.send(s.asha, { roomId });
    const from = s.changes.length;
    const { accountId } = s.msRao;
    await s.store.markReceipts([
      { roomId, accountId, read: 1 },
      { roomId, accountId: s.asha.accountId, read: 1 },
    ]);
    await s.store.setNotify({ roomId, accountId, notify: "mentions" });
    expect(rows(from)).toEqual([]);
    expect(await entryOf()).toMatchObject({ read: 1, notify: "mentions" });
  });

  test("a student waits from their first message that no staff has answered, until one does or closes it", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const waiting = async () => (await entryOf()).conversation?.waitingSince;
    await s.send(s.msRao, { roomId });
    expect(await waiting()).toBeNull();
    const { at } = await s.send(s.asha, { roomId });
    await s.send(s.asha, { roomId });
    expect(await waiting()).toBe(at);
    await s.enrol(mrSilva, "Mr Silva", "admin");
    await s.send(mrSilva, { roomId });
    expect(await waiting()).toBeNull();
    const { at: again } = await s.send(s.asha, { roomId });
    expect(await waiting()).toBe(again);
    await s.store.setConversationStatus({ roomId, status: "closed", ...s.by(s.msRao) });
    expect(await waiting()).toBeNull();
    const { at: reopened } = await s.send(s.asha, { roomId });
    expect(await entryOf()).toMatchObject({ conversation: { status: "active", waitingSince: reopened } });
  });

  test("the row shows the last message as it stands: edited, deleted, its beginning only, or unreadable", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const shown = async () => (await entryOf()).conversation?.lastMessage?.text;
    const first = await s.send(s.asha, { roomId, body: { alg: "plain", text: "Hello" } });
    expect((await entryOf()).conversation?.lastMessage).toEqual({
      ...first,
      senderId: s.asha.accountId,
      text: "Hello",
    });
    const { seq } = await s.send(s.msRao, { roomId, body: { alg: "plain", text: "x" } });
    const from = s.changes.length;
    await s.edit(s.asha, first.seq, { roomId });
    expect(rows(from)).toEqual([]);
    await s.edit(s.msRao, seq, { roomId, body: { alg: "plain", text: `${"y".repeat(199)}😀!` } });
    expect(await shown()).toBe("y".repeat(199));
    await s.edit(s.msRao, seq, { roomId, body: { alg: "plain", text: `${"y".repeat(198)}👩‍👩‍👧!` } });
    expect(await shown()).toBe("y".repeat(198));
    await s.delete(s.msRao, seq, false, roomId);
    expect(rows(from)).toHaveLength(3);
    expect((await entryOf()).conversation).toMatchObject({
      messageCount: 2,
      lastMessage: { seq, text: null },
    });
    await s.store.raiseEncryption({ roomId, mode: "mls", ...s.by(s.msRao) });
    await s.send(s.asha, { roomId, body: { alg: "mls", data: "AAAA" } });
    expect(await shown()).toBeNull();
  });

  test("students are told of as they come, change and are deactivated, and only if something is another than before", async () => {
    const s = school();
    const from = s.changes.length;
    const chen = person("chen");
    await s.enrol(chen, "Chen");
    await s.rename([chen, "Chen Li"], [s.asha, "Asha"]);
    await s.setActive(chen, false);
    await s.setActive(chen, false);
    await s.enrol(mrSilva, "Mr Silva", "admin");
    await s.rename([mrSilva, "Senhor Silva"]);
    const student = {
      accountId: chen.accountId,
      email: "chen@example.org",
      rollId: "R-chen",
      className: "10 A",
    };
    expect(rows(from)).toMatchObject([
      [{ student: { ...student, name: "Chen" }, conversation: null, listed: true }],
      [{ student: { ...student, name: "Chen Li" }, listed: true }],
      [{ student: { ...student, name: "Chen Li" }, listed: false }],
    ]);
  });

  test("of more than a page of students at once the desk is told only that there were many", async () => {
    const s = school();
    const { desk } = await s.catchUp(s.msRao, { desk: 0 });
    const from = s.changes.length;
    const enrol = (count: number, prefix: string) =>
      s.enrolAll(
        Array.from({ length: count }, (_, index) => ({
          sender: person(`${prefix}-${index}`),
          name: "Somebody",
        })),
      );
    await enrol(MAX_DESK_ENTRIES, "a");
    const since = { desk: desk?.position ?? 0 };
    expect(rows(from)[0]).toHaveLength(MAX_DESK_ENTRIES);
    expect((await s.catchUp(s.msRao, since)).desk?.rows).toHaveLength(MAX_DESK_ENTRIES);
    await enrol(MAX_DESK_ENTRIES + 1, "b");
    expect(rows(from)[1]).toBeNull();
    const caughtUp = await s.catchUp(s.msRao, since);
    expect(caughtUp.desk).toEqual({ position: s.changes.at(-1)?.position ?? 0, rows: null });
  });

  test("staff catch up with rows that changed, and with those in which their own marks or choices did", async () => {
    const s = school();
    const [ofAsha, ofBen] = [await s.converse(s.asha), await s.converse(s.ben)];
    await s.send(s.asha, { roomId: ofAsha });
    await s.send(s.ben, { roomId: ofBen });
    await s.enrol(mrSilva, "Mr Silva", "admin");
    const then = await s.catchUp(s.msRao, { desk: 0 });
    expect(then.desk?.rows).toHaveLength(2);
    const known = { account: then.account, desk: then.desk?.position ?? 0 };
    const changed = async (who = s.msRao, since = known) =>
      (await s.catchUp(who, since)).desk?.rows?.map(({ student }) => student.name).toSorted();
    expect(await changed()).toEqual([]);
    await s.store.markReceipts([{ roomId: ofBen, accountId: s.msRao.accountId, read: 1 }]);
    await s.store.markReceipts([{ roomId: ofAsha, accountId: mrSilva.accountId, read: 1 }]);
    expect(await changed()).toEqual(["Ben"]);
    await s.send(s.asha, { roomId: ofAsha });
    expect(await changed()).toEqual(["Asha", "Ben"]);
    const now = await s.catchUp(s.msRao, known);
    expect(await changed(s.msRao, { account: now.account, desk: now.desk?.position ?? 0 })).toEqual([]);
    expect((await s.catchUp(s.msRao)).desk).toBeNull();
    expect((await s.catchUp(s.asha, { desk: 0 })).desk).toBeNull();
    const ahead = await s.catchUp(s.msRao, { desk: (now.desk?.position ?? 0) + 1 });
    expect(ahead).toMatchObject({ reset: true, desk: { position: now.desk?.position, rows: null } });
  });

  test("messages are counted by quarters of an hour, from students and from staff, edits and group rooms left out", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const start = 1_000 * QUARTER_MS;
    const { seq } = await sendAt(s.asha, roomId, start);
    await sendAt(s.asha, roomId, start + QUARTER_MS - 1);
    await sendAt(s.msRao, roomId, start + 1);
    await sendAt(s.msRao, roomId, start + 2 * QUARTER_MS);
    await s.edit(s.asha, seq, { roomId });
    await sendAt(s.ben, s.room, start);
    const { quarters } = await s.store.deskActivity(start);
    expect(quarters).toEqual([
      { at: start, fromStudents: 2, fromStaff: 1 },
      { at: start + 2 * QUARTER_MS, fromStudents: 0, fromStaff: 1 },
    ]);
    expect((await s.store.deskActivity(start + QUARTER_MS)).quarters).toHaveLength(1);
  });

  test("the first response is from the student's first message to the first answer after it", async () => {
    const s = school();
    const [ofAsha, ofBen] = [await s.converse(s.asha), await s.converse(s.ben)];
    expect((await s.store.deskActivity(0)).medianFirstResponseMs).toBeNull();
    await sendAt(s.msRao, ofAsha, 1_000);
    await sendAt(s.asha, ofAsha, 2_000);
    await sendAt(s.asha, ofAsha, 3_000);
    await sendAt(s.msRao, ofAsha, 5_000);
    await sendAt(s.asha, ofAsha, 6_000);
    await sendAt(s.msRao, ofAsha, 9_000);
    const details = await s.store.studentDetails(s.msRao.accountId, s.asha.accountId);
    expect(details).toMatchObject({ firstResponseMs: 3_000 });
    await sendAt(s.ben, ofBen, 10_000);
    await sendAt(s.msRao, ofBen, 20_000);
    expect((await s.store.deskActivity(0)).medianFirstResponseMs).toBe(6_500);
    expect((await s.store.deskActivity(6_000)).medianFirstResponseMs).toBe(10_000);
  });

  test("a student's details say who began and when, and what the account says", async () => {
    const s = school();
    const before = await s.store.studentDetails(s.msRao.accountId, s.asha.accountId);
    expect(before).toEqual({
      entry: await entryOf(),
      accountStatus: "invited",
      createdAt: expect.any(Number) as never,
      lastSeenAt: null,
      devices: 0,
      startedBy: null,
      firstResponseMs: null,
    });
    await s.store.sql.writeAll([
      {
        sql: `INSERT INTO credentials VALUES ('c', 'asha', 'credential', 'asha', 'hash', 1, 1)`,
        parameters: [],
      },
      {
        sql: `INSERT INTO devices VALUES
                ('d', 'asha', 'browser', 'Phone', 'one', 1, 1, 9, NULL), ('e', 'asha', 'browser', 'Gone', 'two', 1, 1, 9, 'signed-out')`,
        parameters: [],
      },
      { sql: "UPDATE accounts SET last_seen_at = 77 WHERE id = 'asha'", parameters: [] },
    ]);
    await s.converse(s.asha, s.asha);
    expect(await s.store.studentDetails(s.msRao.accountId, s.asha.accountId)).toMatchObject({
      entry: { conversation: { roomId: "room-of-asha" as RoomId } },
      accountStatus: "active",
      lastSeenAt: 77,
      devices: 1,
      startedBy: s.asha.accountId,
    });
    await s.setActive(s.asha, false);
    expect(await s.store.studentDetails(s.msRao.accountId, s.asha.accountId)).toMatchObject({
      entry: { listed: false },
      accountStatus: "deactivated",
    });
    for (const nobody of [s.msRao, person("nobody")])
      expect(await s.store.studentDetails(s.msRao.accountId, nobody.accountId)).toBeNull();
  });
}
