import { expect, test } from "bun:test";
import type { Body, DeviceId, MessageId, ReplyFrame, RoomId } from "@encrptalk/protocol";
import type { StoredEvent } from "./history-file.ts";
import { Ledger } from "./ledger.ts";

const ROOM = "everyone" as RoomId;
const EDIT = "the-edit" as MessageId;

const eventOf = (type: string, clientId: MessageId): StoredEvent => ({
  roomId: ROOM,
  seq: 14,
  type,
  number: null,
  deviceId: "asha-phone" as DeviceId,
  clientId,
  text: null,
});

function acknowledgedEdit(): Ledger {
  const ledger = new Ledger();
  const reply: ReplyFrame = { type: "reply", id: "1", ok: true, result: { seq: 14 } };
  const body: Body = { alg: "plain", text: "b4" };
  ledger.replied({ type: "message.edit", roomId: ROOM, editId: EDIT, target: 3, body }, reply);
  return ledger;
}

const OTHERS = [
  eventOf("message.sent", "a-message" as MessageId),
  eventOf("message.edited", "another" as MessageId),
];

test.each(OTHERS)(
  "an edit that was taken back is not looked for where the restored history has a $type",
  (other) => {
    const ledger = acknowledgedEdit();
    ledger.restored([other]);
    expect(ledger.missing([other])).toEqual([]);
  },
);

test("an acknowledged edit is missing where something else has its place, or nothing has", () => {
  const ledger = acknowledgedEdit();
  expect(ledger.missing([eventOf("message.edited", EDIT)])).toEqual([]);
  for (const other of OTHERS) expect(ledger.missing([other])).toHaveLength(1);
  expect(ledger.missing([])).toHaveLength(1);
});
