import { afterAll, describe, expect, test } from "bun:test";
import type { AccountId, MessageId, RoomId } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { type Member, School } from "./school.ts";

const clock = new FakeClock();
const { school, rao } = await School.open({ clock });
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ben = await school.enrol(rao, "Ben Okafor");
await school.fetch("PATCH", "/api/school/settings", rao.headers, { timeZone: "Asia/Kolkata" });

const open = async (by: Member, studentId: AccountId): Promise<RoomId> =>
  (await by.command({ type: "conversation.open", studentId })).room.roomId;
const download = (by: Member, studentId: string, query = "") =>
  school.fetch("GET", `/api/desk/students/${studentId}/export${query}`, by.headers);

const room = await open(rao, asha.me.accountId);
const HOSTILE = `<script>alert("1")</script> & 'quoted' <b onclick=x>`;
const first = await asha.command(asha.message(room, HOSTILE));
clock.pass(24 * 60 * 60_000);
const second = await rao.command(rao.message(room, "Come at ten."));
await rao.command({
  type: "message.edit",
  roomId: room,
  editId: "edit-number-1" as MessageId,
  target: second.seq,
  body: { alg: "plain", text: "Come at eleven.", replyTo: first.seq },
});
const third = await asha.command(asha.message(room, "A secret, sent by mistake"));
await asha.command({ type: "message.delete", roomId: room, target: third.seq });
await rao.command({ type: "conversation.close", roomId: room });
await asha.command(asha.message(room, "नमस्ते, thank you"));
await rao.command(rao.message(await open(rao, ben.me.accountId), "For Ben's eyes"));

describe("a conversation is exported", () => {
  test("as a page to read: everything that was said, changed, deleted, closed and read, and nothing else", async () => {
    const response = await download(rao, asha.me.accountId);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="conversation-ASHA-VERMA-\d{4}-\d\d-\d\d\.html"/,
    );
    const html = await response.text();
    for (const part of [
      "Hill School",
      "Asha Verma",
      "Asia/Kolkata",
      "started the conversation",
      "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;quoted&#x27; &lt;b onclick=x&gt;",
      "Come at eleven.",
      `In answer to <a href="#m${first.seq}">`,
      "Changed ",
      "Deleted by <bdi>Asha Verma</bdi>",
      "closed the conversation",
      "reopened the conversation",
      "नमस्ते, thank you",
      "Read by <bdi>Ms Rao</bdi>",
      "Read by <bdi>Asha Verma</bdi>",
      "Not read yet",
      "+05:30",
    ])
      expect(html).toContain(part);
    for (const part of ["<script", "onclick=x>", "A secret", "Ben", "src=", "http:"])
      expect(html).not.toContain(part);
  });

  test("as JSON: the events with their times, receipts and people, and no device", async () => {
    const response = await download(rao, asha.me.accountId, "?format=json");
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const text = await response.text();
    expect(text).not.toContain(rao.me.deviceId);
    const record = JSON.parse(text) as {
      student: object;
      receipts: object[];
      people: { name: string }[];
      events: { type: string; time: string; at: number }[];
    };
    expect(record.student).toMatchObject({ name: "Asha Verma", rollId: "ASHA-VERMA" });
    expect(record.people.map(({ name }) => name).toSorted()).toEqual(["Asha Verma", "Ms Rao"]);
    expect(record.receipts).toContainEqual({ accountId: asha.me.accountId, delivered: 4, read: 4 });
    expect(record.events.map(({ type }) => type)).toEqual([
      "room.created",
      "member.joined",
      "message.sent",
      "message.sent",
      "message.edited",
      "message.sent",
      "message.deleted",
      "conversation.closed",
      "conversation.reopened",
      "message.sent",
    ]);
    for (const { time, at } of record.events) {
      expect(time).toEndWith("+05:30");
      expect(Math.floor(Date.parse(time) / 1_000)).toBe(Math.floor(at / 1_000));
    }
  });

  test("whole, however long it is", async () => {
    const long = await school.enrol(rao, "Lena Long");
    const roomId = await open(rao, long.me.accountId);
    for (let sent = 0; sent < 450; sent += 1) await long.command(long.message(roomId, `Line ${sent}`));
    const record = (await (await download(rao, long.me.accountId, "?format=json")).json()) as {
      events: { seq: number }[];
    };
    expect(record.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 452 }, (_, index) => index + 1));
  });
});

test("nobody but staff exports anything, and what is not there is not found", async () => {
  for (const member of [asha, ben])
    for (const format of ["html", "json"])
      expect((await download(member, asha.me.accountId, `?format=${format}`)).status).toBe(403);
  const path = `/api/desk/students/${asha.me.accountId}/export`;
  expect((await school.fetch("GET", path, {})).status).toBe(401);
  const cy = await school.enrol(rao, "Cy Young");
  for (const studentId of [cy.me.accountId, rao.me.accountId, room, "nobody", "%00"])
    expect((await download(rao, studentId)).status).toBe(404);
  expect((await download(rao, asha.me.accountId, "?format=pdf")).status).toBe(400);
});
