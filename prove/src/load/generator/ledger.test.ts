import { expect, test } from "bun:test";
import type { RoomEvent, RoomId } from "@encrptalk/protocol";
import { Ledger, textOf } from "./ledger.ts";

const [asha, ben] = [{}, {}];
const room = "room" as RoomId;
const event = (seq: number, message: number) =>
  ({ type: "message.sent", seq, body: { alg: "plain", text: textOf(message, "Hello") } }) as RoomEvent;

function ledgerOf(messages: number): Ledger {
  const ledger = new Ledger();
  for (let message = 0; message < messages; message += 1) {
    ledger.offer(room, asha, 0);
    ledger.acknowledge(message, message + 1);
  }
  return ledger;
}

test("what comes to everybody in the order of the acknowledgements is in order", () => {
  const ledger = ledgerOf(2);
  for (let device = 0; device < 3; device += 1)
    for (const seq of [1, 2]) ledger.heard(room, event(seq, seq - 1));
  expect(ledger.counts).toEqual({ offered: 2, acknowledged: 2, deliveries: 6, doubled: 0, reordered: 0 });
  expect(ledger.missingIn(room, [event(1, 0), event(2, 1)])).toBe(0);
});

test("a message in another's place is reordered, one in two places doubled", () => {
  const ledger = ledgerOf(2);
  ledger.heard(room, event(2, 0));
  expect(ledger.counts).toMatchObject({ doubled: 0, reordered: 1 });
  ledger.heard(room, event(3, 1));
  expect(ledger.counts).toMatchObject({ doubled: 1, reordered: 1 });
});

test("an acknowledged message that the history lacks, or has elsewhere, is lost", () => {
  const ledger = ledgerOf(3);
  expect(ledger.missingIn(room, [event(1, 0), event(2, 1)])).toBe(1);
  expect(ledger.missingIn(room, [event(1, 0), event(2, 2), event(3, 1)])).toBe(2);
});

test("a history with a hole is out of order", () => {
  const ledger = ledgerOf(1);
  ledger.missingIn(room, [event(1, 0), event(3, 1)]);
  expect(ledger.counts.reordered).toBe(1);
});

test("only what was not disturbed is timed, and not at its sender", () => {
  const ledger = ledgerOf(2);
  ledger.disturb(0);
  ledger.timed(event(1, 0), ben, 1_000);
  ledger.timed(event(2, 1), asha, 1_000);
  ledger.timed(event(2, 1), ben, 10);
  const latencies = ledger.takeLatencies();
  expect(latencies.count).toBe(1);
  expect(latencies.percentile(1)).toBeLessThan(11);
  expect(ledger.takeLatencies().count).toBe(0);
});
