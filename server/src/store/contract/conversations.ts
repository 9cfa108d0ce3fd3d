import { expect, test } from "bun:test";
import { type AccountId, MAX_ROOMS_PER_ACCOUNT, type RoomId, type Sender } from "@encrptalk/protocol";
import { person, refusal, type School } from "./school.ts";

const mrSilva = person("mr-silva");

/** Student rooms: whose they are, who may enter them, and that to everyone else they do not exist. */
export function conversationsContract(school: () => School): void {
  const open = (student: Sender, by: Sender, roomId = "new-room" as RoomId) =>
    school().store.openConversation({ roomId, studentId: student.accountId, ...school().by(by) });

  test("a conversation begins with its room's creation and the student's joining, told to student and desk only", async () => {
    const s = school();
    const before = s.changes.length;
    const roomId = await open(s.asha, s.msRao);
    expect(await s.log(roomId)).toMatchObject([
      { type: "room.created", seq: 1, title: "", sender: s.msRao },
      { type: "member.joined", seq: 2, accountId: s.asha.accountId, sender: s.msRao },
    ]);
    const conversation = { studentId: s.asha.accountId, status: "active" } as const;
    const told = s.changes.slice(before);
    expect(told.map(({ type }) => type)).toEqual(["event", "event", "joined", "desk"]);
    expect(told[2]).toMatchObject({
      accountId: s.asha.accountId,
      room: { roomId, kind: "student", title: "", memberCount: 1, conversation, read: 0, notify: "all" },
    });
    const caughtUp = await s.catchUp(s.asha);
    expect(caughtUp.rooms).toContainEqual((await s.store.joinedRoom(s.asha.accountId, roomId)) as never);
  });

  test("of those who open it at once, student and staff, the first makes it and all get the same room", async () => {
    const s = school();
    const openers = [s.msRao, s.asha, s.msRao, s.asha];
    const rooms = await Promise.all(openers.map((by, index) => open(s.asha, by, `room-${index}` as RoomId)));
    expect(new Set(rooms)).toEqual(new Set(["room-0" as RoomId]));
    const desk = s.changes.filter(({ type }) => type === "joined");
    expect(desk.filter((change) => change.type === "joined" && change.room.kind === "student")).toHaveLength(
      1,
    );
    expect(await open(s.ben, s.ben, "room-b" as RoomId)).toBe("room-b" as RoomId);
  });

  test("only with listed students, and never in a room that is there", async () => {
    const s = school();
    await s.setActive(s.ben, false);
    const answers = [s.msRao, s.ben, person("nobody")].map((student) => refusal(open(student, s.msRao)));
    expect(await Promise.all(answers)).toEqual(Array(3).fill("not-found"));
    expect(await refusal(open(s.asha, s.msRao, s.room))).toBe("conflict");
    await s.setActive(s.ben, true);
    expect(await open(s.ben, s.msRao)).toBe("new-room" as RoomId);
  });

  test("nobody but its student and active staff opens one", async () => {
    const s = school();
    expect(await refusal(open(s.asha, s.ben))).toBe("room-not-found");
    await s.setActive(s.msRao, false);
    expect(await refusal(open(s.asha, s.msRao))).toBe("account-deactivated");
    expect((await s.catchUp(s.asha)).joined).toMatchObject([{ roomId: s.room }]);
  });

  test("the student and active staff may enter, and nobody else", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    await s.enrol(mrSilva, "Mr Silva", "admin");
    const mayEnter = ({ accountId }: Sender) => s.store.mayEnter(accountId, roomId);
    const everyone = [s.asha, s.msRao, mrSilva, s.ben, person("nobody")];
    expect(await Promise.all(everyone.map(mayEnter))).toEqual([true, true, true, false, false]);
    await s.setActive(mrSilva, false);
    expect(await mayEnter(mrSilva)).toBe(false);
    const rooms = [s.room, roomId, "nowhere" as RoomId].map((named) => ({
      roomId: named,
      seq: 0,
      position: 0,
    }));
    const audible = async (who: Sender) => {
      const { joined, entered } = await s.catchUp(who, { rooms });
      return [joined, entered].map((heads) => heads.map((head) => head.roomId).sort());
    };
    expect(await audible(s.msRao)).toEqual([[], [roomId]]);
    expect(await audible(s.asha)).toEqual([[s.room, roomId].sort(), []]);
    expect(await audible(s.ben)).toEqual([[s.room], []]);
    expect(await audible(mrSilva)).toEqual([[], []]);
  });

  test("of a deactivated student it opens as it is, and none is made", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    await s.setActive(s.asha, false);
    await s.setActive(s.ben, false);
    expect(await open(s.asha, s.msRao)).toBe(roomId);
    expect(await refusal(open(s.ben, s.msRao))).toBe("not-found");
  });

  test("to another student it answers as a room that is not there, and nothing of it is given to deactivated staff", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const { seq } = await s.send(s.asha, { roomId });
    await s.enrol(mrSilva, "Mr Silva", "admin");
    await s.setActive(mrSilva, false);
    for (const [stranger, code] of [
      [s.ben, "room-not-found"],
      [mrSilva, "account-deactivated"],
    ] as const) {
      const { accountId } = stranger;
      const attempts = (where: RoomId) => [
        s.send(stranger, { roomId: where }),
        s.edit(stranger, seq, { roomId: where }),
        s.delete(stranger, seq, true, where),
        s.join(stranger, where),
        s.store.renameRoom({ roomId: where, title: "Mine", ...s.by(stranger) }),
        s.store.setRoomArchived({ roomId: where, archived: true, ...s.by(stranger) }),
        s.store.setConversationStatus({ roomId: where, status: "closed", ...s.by(stranger) }),
      ];
      for (const where of [roomId, "nowhere" as RoomId]) {
        const refusals = await Promise.all(attempts(where).map(refusal));
        expect(refusals).toEqual(refusals.map(() => code));
        const changes = s.changes.length;
        await refusal(s.leave(stranger, where));
        await s.store.markReceipts([{ roomId: where, accountId, read: 1 }]);
        await refusal(s.store.setNotify({ roomId: where, accountId, notify: "nothing" }));
        expect(s.changes.length).toBe(changes);
        expect(await s.store.joinedRoom(accountId, where)).toBeNull();
        expect(await s.store.receipts(accountId, where)).toEqual([]);
        const { updates, desk } = await s.catchUp(stranger, {
          desk: 0,
          rooms: [{ roomId: where, seq: 0, position: 0 }],
        });
        expect({ updates, desk }).toEqual({ updates: [{ status: "gone", roomId: where }], desk: null });
      }
    }
  });

  test("nobody joins, leaves, renames or archives it", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const before = s.changes.length;
    for (const who of [s.asha, s.msRao]) {
      expect(await refusal(s.join(who, roomId))).toBe("room-not-found");
      const attempts = [
        s.leave(who, roomId),
        s.store.renameRoom({ roomId, title: "Mine", ...s.by(who) }),
        s.store.setRoomArchived({ roomId, archived: true, ...s.by(who) }),
      ];
      expect(await Promise.all(attempts.map(refusal))).toEqual(Array(3).fill("forbidden"));
    }
    expect(s.changes.length).toBe(before);
    const { rooms } = await s.store.rooms({ archived: false, after: undefined, limit: 50 });
    expect(rooms.map((room) => room.roomId)).not.toContain(roomId);
  });

  test("it is closed and reopened by events, each once, with who and when", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const set = (status: "active" | "closed") =>
      s.store.setConversationStatus({ roomId, status, ...s.by(s.msRao) });
    const { head } = await s.store.events(roomId, { limit: 1 });
    expect(await set("active")).toMatchObject({ seq: 1 });
    const closed = await set("closed");
    expect(await set("closed")).toEqual(closed);
    const reopened = await set("active");
    expect(await set("active")).toEqual(reopened);
    expect((await s.log(roomId)).slice(head)).toEqual([
      { type: "conversation.closed", sender: s.msRao, ...closed },
      { type: "conversation.reopened", sender: s.msRao, ...reopened },
    ]);
    const status = { roomId: s.room, status: "closed", ...s.by(s.asha) } as const;
    expect(await refusal(s.store.setConversationStatus(status))).toBe("room-not-found");
  });

  test("a message in a closed one, from either side, reopens it first and is never refused", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    for (const sender of [s.asha, s.msRao]) {
      const { seq } = await s.store.setConversationStatus({ roomId, status: "closed", ...s.by(s.msRao) });
      const again = { roomId, messageId: s.mint(), body: s.body() };
      const sent = await s.send(sender, again);
      expect((await s.log(roomId)).slice(seq)).toMatchObject([
        { type: "conversation.reopened", seq: seq + 1, sender, at: sent.at },
        { type: "message.sent", seq: seq + 2, sender },
      ]);
      const { seq: closedAgain } = await s.store.setConversationStatus({
        roomId,
        status: "closed",
        ...s.by(s.msRao),
      });
      expect(await s.send(sender, again)).toEqual(sent);
      expect((await s.store.events(roomId, { limit: 1 })).head).toBe(closedAgain);
      expect((await s.store.joinedRoom(s.asha.accountId, roomId))?.conversation?.status).toBe("closed");
    }
  });

  test("everyone edits and deletes only their own messages there, staff too", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const mine = await s.send(s.asha, { roomId });
    const theirs = await s.send(s.msRao, { roomId });
    expect(await refusal(s.delete(s.msRao, mine.seq, true, roomId))).toBe("forbidden");
    expect(await refusal(s.delete(s.asha, theirs.seq, false, roomId))).toBe("forbidden");
    expect(await refusal(s.edit(s.msRao, mine.seq, { roomId }))).toBe("forbidden");
    await s.edit(s.msRao, theirs.seq, { roomId });
    await s.delete(s.msRao, theirs.seq, true, roomId);
    await s.delete(s.asha, mine.seq, false, roomId);
  });

  test("it does not count among the rooms that one may be in", async () => {
    const s = school();
    const rooms = Array.from({ length: MAX_ROOMS_PER_ACCOUNT }, (_, index) => `room-${index}` as RoomId);
    await Promise.all(rooms.map((roomId) => s.create(roomId)));
    await s.converse(s.asha);
    // Beside the library.
    await Promise.all(rooms.slice(1).map((roomId) => s.join(s.asha, roomId)));
    expect(await refusal(s.join(s.asha, rooms[0]))).toBe("too-many-rooms");
    expect(await open(s.ben, s.msRao)).toBe("new-room" as RoomId);
    const people = await s.store.people(s.asha.accountId, ["ben", "ms-rao"] as AccountId[]);
    expect(people.map(({ name }) => name).toSorted()).toEqual(["Ben", "Ms Rao"]);
  });
}
