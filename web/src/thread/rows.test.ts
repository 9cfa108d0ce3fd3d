import { describe, expect, test } from "bun:test";
import type { OutboxItem, TimelineEvent } from "@encrptalk/client";
import type { AccountId, DeviceId, MessageId, RoomId } from "@encrptalk/protocol";
import { type Row, rowsOf } from "./rows.ts";

const asha = "asha" as AccountId;
const ben = "ben" as AccountId;
const msRao = "ms-rao" as AccountId;
const deviceOf = (accountId: AccountId) => `${accountId}-phone` as DeviceId;
const NINE = new Date(2026, 10, 20, 9, 0).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let seq = 0;
const event = (sender: AccountId, at: number) => ({
  seq: ++seq,
  at,
  sender: { accountId: sender, deviceId: deviceOf(sender) },
});
const says = (sender: AccountId, at: number, number: number): TimelineEvent => ({
  ...event(sender, at),
  type: "message.sent",
  number,
  messageId: `message-${number}` as MessageId,
  body: { alg: "plain", text: "Good morning" },
});
const joins = (accountId: AccountId, at: number): TimelineEvent => ({
  ...event(accountId, at),
  type: "member.joined",
  accountId,
});
const unsent = (number: number, at: number): OutboxItem => ({
  state: "queued",
  roomId: "maths" as RoomId,
  messageId: `message-${number}` as MessageId,
  body: { alg: "plain", text: "Good morning" },
  createdAt: at,
  attemptedBy: null,
});
interface More {
  pending?: OutboxItem[];
  firstUnread?: number;
  kind?: "group" | "student";
}
const thread = (events: TimelineEvent[], more: More = {}) =>
  rowsOf({
    kind: more.kind ?? "group",
    events,
    pending: more.pending ?? [],
    firstUnread: more.firstUnread ?? null,
    me: { accountId: asha, deviceId: deviceOf(asha) },
  });
const kinds = (rows: Row[]) => rows.map((row) => row.kind);
const leading = (rows: Row[]) => rows.flatMap((row) => ("leads" in row ? [row.leads] : []));

describe("The rows of a thread", () => {
  test("stay the same objects when others come, so that they are not drawn again", () => {
    const [one, two] = [says(ben, NINE, 1), says(ben, NINE + MINUTE, 2)];
    const before = thread([one, two]);
    const after = thread([one, two, says(ben, NINE + 2 * MINUTE, 3)]);
    expect(after[2]).toBe(before[2] as Row);
    expect(after[3]).toBe(before[3] as Row);
  });

  test("are others when what they show is", () => {
    const [one, two] = [says(ben, NINE, 1), says(ben, NINE + MINUTE, 2)];
    expect(leading(thread([one, two]))).toEqual([true, false]);
    expect(leading(thread([two]))).toEqual([true]);
  });

  test("begin each day with its name", () => {
    const rows = thread([says(ben, NINE, 1), says(ben, NINE + MINUTE, 2), says(ben, NINE + DAY, 3)]);
    expect(kinds(rows)).toEqual(["top", "day", "message", "message", "day", "message", "end"]);
  });

  test("group one sender's messages within five minutes", () => {
    const rows = thread([
      says(ben, NINE, 1),
      says(ben, NINE + 4 * MINUTE, 2),
      says(ben, NINE + 10 * MINUTE, 3),
      says(msRao, NINE + 11 * MINUTE, 4),
      says(ben, NINE + 12 * MINUTE, 5),
    ]);
    expect(leading(rows)).toEqual([true, false, true, true, true]);
  });

  test("draw the line at the first unread message, and begin a group after it", () => {
    const rows = thread([says(ben, NINE, 1), says(ben, NINE + MINUTE, 2)], { firstUnread: 2 });
    expect(kinds(rows)).toEqual(["top", "day", "message", "unread", "message", "end"]);
    expect(leading(rows)).toEqual([true, true]);
  });

  test("tell consecutive joins on one line, each person once", () => {
    const rows = thread([
      joins(asha, NINE),
      joins(ben, NINE),
      joins(asha, NINE),
      says(ben, NINE, 1),
      joins(msRao, NINE),
    ]);
    expect(rows.flatMap((row) => (row.kind === "joined" ? [row.accountIds] : []))).toEqual([
      [ben, asha],
      [msRao],
    ]);
  });

  test("leave out, in a student's conversation, that the student is in it", () => {
    const rows = thread([joins(asha, NINE), says(msRao, NINE, 1)], { kind: "student" });
    expect(kinds(rows)).toEqual(["top", "day", "message", "end"]);
  });

  test("show unsent messages last, grouped with one's own before", () => {
    const rows = thread([says(asha, NINE, 1)], {
      pending: [unsent(2, NINE + MINUTE), unsent(3, NINE + 2 * MINUTE)],
    });
    expect(kinds(rows)).toEqual(["top", "day", "message", "pending", "pending", "end"]);
    expect(leading(rows)).toEqual([true, false, false]);
  });

  test("keep a message's key when it has been sent", () => {
    const before = thread([], { pending: [unsent(1, NINE)] });
    const after = thread([says(asha, NINE, 1)]);
    expect(before.find((row) => row.kind === "pending")?.key).toBe(
      after.find((row) => row.kind === "message")?.key ?? "",
    );
  });

  test("have no key twice when two devices chose the same message id", () => {
    const rows = thread([says(asha, NINE, 1), says(ben, NINE, 1)]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});
