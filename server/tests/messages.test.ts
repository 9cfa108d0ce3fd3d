import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { EventPage, MessageId, RoomId } from "@encrptalk/protocol";
import type { Peer } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

let school: School;
let rao: Member;
let asha: Member;
let ben: Member;
let room: RoomId;
let [ashaLive, benLive]: Peer[] = [];

beforeAll(async () => {
  ({ school, rao } = await School.open());
  asha = await school.enrol(rao, "Asha Verma");
  ben = await school.enrol(rao, "Ben Okafor");
  room = await asha.defaultRoom();
  ashaLive = await asha.live();
  benLive = await ben.live();
});
afterAll(() => school.close());

describe("a message", () => {
  test("reaches everyone in the room, the sender's own devices included (P22, R1.2)", async () => {
    const command = asha.message(room, "Good morning!");
    const { seq, number } = await ashaLive!.request(command);
    for (const peer of [ashaLive!, benLive!]) {
      const frame = await peer.next((frame) => frame.type === "event" && frame.event.seq === seq);
      expect(frame).toMatchObject({
        roomId: room,
        event: { type: "message.sent", number, messageId: command.messageId, body: command.body },
      });
    }
  });
});
