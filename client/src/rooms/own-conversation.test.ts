import { describe, expect, test } from "bun:test";
import type { AccountId } from "@encrptalk/protocol";
import type { RoomArrival } from "../client.ts";
import { newDesk } from "../testing/desk-setting.ts";
import { senderOf } from "../testing/logs.ts";
import { textsOf } from "../testing/setting.ts";
import { deliveryOf } from "./delivery.ts";

/** Asha's phone is the client under test. */
async function ashasPhone() {
  const desk = newDesk();
  const asha = desk.students[0] as AccountId;
  desk.network.device = senderOf(asha);
  const client = desk.connect();
  await desk.network.settle();
  const joined: string[] = [];
  client.onRoomJoined(({ room, by }: RoomArrival) => joined.push(`${room.kind} (${by})`));
  return { ...desk, client, asha, joined };
}

describe("a student's conversation with the school", () => {
  test("is started by writing to the school, and that is no news", async () => {
    const { client, network, school, cole, joined } = await ashasPhone();
    const starting = client.openConversation();
    await network.settle();
    const roomId = await starting;
    client.room(roomId).open();
    client.room(roomId).send({ text: "I am ill" });
    await network.settle();
    school.say(roomId, cole, "get well soon");
    await network.settle();
    expect(textsOf(client, roomId)).toEqual(["I am ill", "get well soon"]);
    expect(client.rooms.get().rows).toMatchObject([{ roomId, kind: "student" }]);
    expect(await client.openConversation()).toBe(roomId);
    expect(joined).toEqual([]);
  });

  test("that the school starts is told, at once or on return", async () => {
    const { network, school, cole, asha, joined } = await ashasPhone();
    school.desk.open(asha, cole);
    await network.settle();
    expect(joined).toEqual(["student (live)"]);
    network.socket.lose();
    school.addRoom("Biology", [asha]);
    await network.advance(5_000);
    expect(joined).toEqual(["student (live)", "group (replayed)"]);
  });

  test("is not told of when it was there before this client, or when another history begins", async () => {
    const { connect, network, school, cole, asha, joined } = await ashasPhone();
    school.desk.open(asha, cole);
    await network.settle();
    joined.length = 0;
    const other = connect();
    other.onRoomJoined(() => joined.push("told"));
    await network.settle();
    school.epoch = "restored" as never;
    network.socket.lose();
    await network.advance(5_000);
    expect(other.rooms.get().rows).toHaveLength(1);
    expect(joined).toEqual([]);
  });
});

describe("how far a message in a conversation has come", () => {
  const [asha, rao, cole] = ["asha", "rao", "cole"] as unknown as [AccountId, AccountId, AccountId];
  const conversation = { studentId: asha, status: "active" } as const;
  const mark = (accountId: AccountId, delivered: number, read: number) => ({ accountId, delivered, read });
  const stateOf = (senderId: AccountId, receipts: ReturnType<typeof mark>[]) =>
    deliveryOf({ number: 4, sender: senderOf(senderId) }, { receipts, memberCount: 1, conversation }).state;

  test("staff's message counts by the student's marks, not by a colleague's", () => {
    expect(stateOf(rao, [mark(rao, 4, 4), mark(cole, 4, 4), mark(asha, 3, 3)])).toBe("sent");
    expect(stateOf(rao, [mark(asha, 4, 3)])).toBe("delivered");
    expect(stateOf(rao, [mark(asha, 4, 4)])).toBe("read");
  });

  test("a student's message counts by the marks of any of the staff", () => {
    expect(stateOf(asha, [mark(asha, 4, 4)])).toBe("sent");
    expect(stateOf(asha, [mark(rao, 3, 3), mark(cole, 4, 2)])).toBe("delivered");
    expect(stateOf(asha, [mark(rao, 4, 4), mark(cole, 3, 2)])).toBe("read");
  });
});
