import { expect, test } from "bun:test";
import { MAX_ROOMS_PER_ACCOUNT, type RoomId } from "@encrptalk/protocol";
import { person, refusal, type School } from "./school.ts";

const hall = "hall" as RoomId;
const lee = person("lee");

export function roomsContract(school: () => School): void {
  test("a room begins with the event of its creation, and the school is told", async () => {
    const s = school();
    const created = await s.store.createRoom({
      roomId: hall,
      title: "Hall",
      isDefault: false,
      ...s.by(s.msRao),
    });
    expect(created.seq).toBe(1);
    expect(await s.eventAt(1, hall)).toEqual({
      type: "room.created",
      title: "Hall",
      sender: s.msRao,
      ...created,
    });
    const [event, told] = s.changes.slice(-2);
    expect(event).toMatchObject({ type: "event", roomId: hall, previous: 0 });
    expect(told).toMatchObject({
      type: "room",
      room: { roomId: hall, title: "Hall", memberCount: 0, archived: false },
    });
  });

  test("creating a room again with the same id gives the first answer, and with another title is a conflict", async () => {
    const s = school();
    const created = await s.create(hall, "Hall");
    expect(await s.create(hall, "Hall")).toEqual(created);
    expect(await refusal(s.create(hall, "Gym"))).toBe("conflict");
  });

  test("titles that look the same are taken, for a new room and for a renamed one", async () => {
    const s = school();
    await s.create(hall, "Café");
    expect(await refusal(s.create("other" as RoomId, "CAFE\u0301"))).toBe("title-taken");
    expect(await refusal(s.store.renameRoom({ roomId: s.room, title: "café", ...s.by(s.msRao) }))).toBe(
      "title-taken",
    );
    await s.store.renameRoom({ roomId: hall, title: "CAFÉ", ...s.by(s.msRao) });
  });

  test("renaming, archiving, restoring and raising take numbers, and change what the school is told", async () => {
    const s = school();
    await s.store.createRoom({ roomId: hall, title: "Hall", isDefault: false, ...s.by(s.msRao) });
    const answers = [
      await s.store.renameRoom({ roomId: hall, title: "Great hall", ...s.by(s.msRao) }),
      await s.store.setRoomArchived({ roomId: hall, archived: true, ...s.by(s.msRao) }),
      await s.store.setRoomArchived({ roomId: hall, archived: false, ...s.by(s.msRao) }),
      await s.store.raiseEncryption({ roomId: hall, mode: "mls", ...s.by(s.msRao) }),
    ];
    expect(answers.map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
    expect((await s.log(hall)).map(({ type }) => type)).toEqual([
      "room.created",
      "room.renamed",
      "room.archived",
      "room.restored",
      "encryption.raised",
    ]);
    const told = s.changes.flatMap((change) =>
      change.type === "room" && change.room.roomId === hall ? [change] : [],
    );
    expect(told.map(({ room }) => [room.title, room.archived, room.encryption])).toEqual([
      ["Hall", false, "none"],
      ["Great hall", false, "none"],
      ["Great hall", true, "none"],
      ["Great hall", false, "none"],
      ["Great hall", false, "mls"],
    ]);
  });

  test("changing a room to what it is already gives the event that made it so", async () => {
    const s = school();
    const created = await s.store.createRoom({
      roomId: hall,
      title: "Hall",
      isDefault: false,
      ...s.by(s.msRao),
    });
    const rename = { roomId: hall, title: "Gym" };
    const archive = { roomId: hall, archived: true };
    const raise = { roomId: hall, mode: "mls" as const };
    expect(await s.store.setRoomArchived({ roomId: hall, archived: false, ...s.by(s.msRao) })).toEqual(
      created,
    );
    const renamed = await s.store.renameRoom({ ...rename, ...s.by(s.msRao) });
    const archived = await s.store.setRoomArchived({ ...archive, ...s.by(s.msRao) });
    const raised = await s.store.raiseEncryption({ ...raise, ...s.by(s.msRao) });
    const changes = s.changes.length;
    expect(await s.store.renameRoom({ ...rename, ...s.by(s.msRao) })).toEqual(renamed);
    expect(await s.store.setRoomArchived({ ...archive, ...s.by(s.msRao) })).toEqual(archived);
    expect(await s.store.raiseEncryption({ ...raise, ...s.by(s.msRao) })).toEqual(raised);
    expect(s.changes.length).toBe(changes);
  });

  test("encryption is only ever raised, and bodies must fit it", async () => {
    const s = school();
    await s.store.createRoom({ roomId: hall, title: "Hall", isDefault: false, ...s.by(s.msRao) });
    await s.join(s.asha, hall);
    const plain = { roomId: hall, body: { alg: "plain", text: "Hello" } as const };
    const sealed = { roomId: hall, body: { alg: "mls", data: "AAAA" } as const };
    await s.send(s.asha, plain);
    expect(await refusal(s.send(s.asha, sealed))).toBe("encryption-mismatch");
    await s.store.raiseEncryption({ roomId: hall, mode: "mls", ...s.by(s.msRao) });
    expect(await refusal(s.send(s.asha, plain))).toBe("encryption-mismatch");
    await s.send(s.asha, sealed);
    expect(await refusal(s.store.raiseEncryption({ roomId: hall, mode: "none", ...s.by(s.msRao) }))).toBe(
      "forbidden",
    );
  });

  test("a room that is not there can be neither joined nor changed", async () => {
    const s = school();
    const nowhere = { roomId: "nowhere" as RoomId, ...s.by(s.msRao) };
    const answers = [
      s.store.joinRoom({ ...nowhere, accountId: s.asha.accountId }),
      s.store.renameRoom({ ...nowhere, title: "Hall" }),
      s.store.setRoomArchived({ ...nowhere, archived: true }),
      s.store.raiseEncryption({ ...nowhere, mode: "mls" }),
      s.store.events(nowhere.roomId, { limit: 10 }),
      s.store.members(nowhere.roomId, { after: undefined, limit: 10 }),
    ].map(refusal);
    expect(await Promise.all(answers)).toEqual(Array(6).fill("room-not-found"));
  });

  test("joining twice gives the first event, and joining again after leaving a new one", async () => {
    const s = school();
    const joined = await s.join(s.msRao);
    expect(await s.join(s.msRao)).toEqual(joined);
    await s.leave(s.msRao);
    await s.leave(s.msRao);
    const again = await s.join(s.msRao);
    expect(again.seq).toBe(joined.seq + 2);
    expect((await s.log()).slice(-3).map(({ type }) => type)).toEqual([
      "member.joined",
      "member.left",
      "member.joined",
    ]);
  });

  test("joining and leaving are told to the room, then to the account", async () => {
    const s = school();
    const { accountId } = s.msRao;
    await s.join(s.msRao);
    const [entered, joined] = s.changes.slice(-2);
    expect(entered).toMatchObject({ type: "event", event: { type: "member.joined", accountId } });
    expect(joined).toMatchObject({
      type: "joined",
      accountId,
      previous: 0,
      room: { roomId: s.room, memberCount: 3 },
    });
    await s.leave(s.msRao);
    const [gone, left] = s.changes.slice(-2);
    expect(gone).toMatchObject({ type: "event", event: { type: "member.left", accountId } });
    expect(left).toMatchObject({ type: "left", accountId, roomId: s.room, previous: joined?.position });
  });

  test("what an account is in follows its joining and leaving", async () => {
    const s = school();
    const { accountId } = s.asha;
    const memberIds = async () => {
      const { members } = await s.store.members(s.room, { after: undefined, limit: 100 });
      return members.map((member) => member.accountId);
    };
    expect(await s.store.mayEnter(accountId, s.room)).toBe(true);
    const head = {
      roomId: s.room,
      position: s.changes.findLast(({ type }) => type === "event")?.position ?? 0,
    };
    expect((await s.catchUp(s.asha)).joined).toEqual([head]);
    expect((await memberIds()).toSorted()).toEqual([accountId, s.ben.accountId]);
    await s.leave(s.asha);
    expect(await s.store.mayEnter(accountId, s.room)).toBe(false);
    expect((await s.catchUp(s.asha)).joined).toEqual([]);
    expect(await s.store.joinedRoom(accountId, s.room)).toBeNull();
    expect(await s.store.receipts(accountId, s.room)).toEqual([]);
    expect(await memberIds()).toEqual([s.ben.accountId]);
  });

  test("nobody is in more rooms than the limit", async () => {
    const s = school();
    const rooms = Array.from({ length: MAX_ROOMS_PER_ACCOUNT + 1 }, (_, index) => `room-${index}` as RoomId);
    await Promise.all(rooms.map((roomId) => s.create(roomId)));
    const outcomes = await Promise.allSettled(rooms.map((roomId) => s.join(s.msRao, roomId)));
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await refusal(s.join(s.msRao))).toBe("too-many-rooms");
    await s.leave(s.msRao, rooms[0]);
    await s.join(s.msRao);
  });

  test("there is at most one default room", async () => {
    const s = school();
    expect(await s.store.defaultRoomId()).toBeNull();
    await s.create(hall, "Everyone", true);
    expect(await s.store.defaultRoomId()).toBe(hall);
    expect(await refusal(s.create("second" as RoomId, "Second", true))).toBe("conflict");
  });

  test("rooms are listed by title, page by page, apart from the archived ones", async () => {
    const s = school();
    for (const title of ["delta", "Alpha", "charlie", "Bravo"])
      await s.create(title.toLowerCase() as RoomId, title);
    await s.store.setRoomArchived({ roomId: "charlie" as RoomId, archived: true, ...s.by(s.msRao) });
    const titles: string[] = [];
    let after: string | undefined;
    do {
      const page = await s.store.rooms({ archived: false, after, limit: 2 });
      titles.push(...page.rooms.map(({ title }) => title));
      after = page.next ?? undefined;
    } while (after);
    expect(titles).toEqual(["Alpha", "Bravo", "delta", "library"]);
    const archived = await s.store.rooms({ archived: true, after: undefined, limit: 10 });
    expect(archived.rooms.map(({ title }) => title)).toEqual(["charlie"]);
    expect(archived.next).toBeNull();
  });

  test("what was asked for before its asker was deactivated, and comes to its turn after it, is not done", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    await s.enrol(lee, "Mr Lee", "admin");
    await s.join(lee);
    for (const who of [s.asha, lee]) await s.setActive(who, false);
    const changes = s.changes.length;
    const { accountId } = s.asha;
    const attempts = [
      s.send(s.asha),
      s.edit(s.asha, seq),
      s.delete(s.asha, seq),
      s.join(s.asha),
      s.leave(s.asha),
      s.store.openConversation({ roomId: hall, studentId: accountId, ...s.by(s.asha) }),
      s.store.setNotify({ roomId: s.room, accountId, notify: "nothing" }),
      s.delete(lee, seq, true),
      s.store.createRoom({ roomId: hall, title: "Hall", isDefault: false, ...s.by(lee) }),
      s.store.renameRoom({ roomId: s.room, title: "Mine", ...s.by(lee) }),
      s.store.setRoomArchived({ roomId: s.room, archived: true, ...s.by(lee) }),
    ];
    expect(await Promise.all(attempts.map(refusal))).toEqual(attempts.map(() => "account-deactivated"));
    await s.store.markReceipts([{ roomId: s.room, accountId: lee.accountId, read: 1 }]);
    expect(s.changes.length).toBe(changes);
    await s.setActive(s.asha, true);
    expect((await s.send(s.asha)).number).toBe(2);
  });
}
