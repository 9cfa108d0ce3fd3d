import { expect, test } from "bun:test";
import type { AccountId, Audited, RoomId, Sender } from "@encrptalk/protocol";
import type { AuditEntry } from "../audit-entry.ts";
import { refusal, type School } from "./school.ts";

export function auditContract(school: () => School): void {
  const ADDRESS = "192.0.2.7";
  const by = (sender: Sender) => ({ ...school().by(sender), address: ADDRESS });
  const log = async () => (await school().store.auditPage({ limit: 50 })).records.toReversed();
  const told = async () => (await log()).map(({ audited }) => audited.kind);
  const entry = (audited: Audited, { accountId, deviceId }: Sender, at = 1): AuditEntry => ({
    ...{ at, address: null, subjectId: accountId, roomId: null, audited },
    actor: { type: "account", accountId, deviceId },
  });

  test("a deletion tells by whom, whose message, which room and which event, and not its text", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    await s.store
      .deleteMessage({ roomId: s.room, target: seq, anyones: true, ...by(s.msRao) })
      .catch(() => {});
    await s.join(s.msRao);
    await s.store.deleteMessage({ roomId: s.room, target: seq, anyones: true, ...by(s.msRao) });
    expect(await log()).toMatchObject([
      {
        number: 1,
        actor: { type: "account", ...s.msRao },
        subjectId: s.asha.accountId,
        roomId: s.room,
        address: ADDRESS,
        audited: { kind: "message.deleted", details: { seq } },
      },
    ]);
  });

  test("rooms that are renamed, archived and restored are told once each, however often it is asked for", async () => {
    const s = school();
    for (let again = 0; again < 2; again++) {
      await s.store.renameRoom({ roomId: s.room, title: "Reading room", ...by(s.msRao) });
      await s.store.setRoomArchived({ roomId: s.room, archived: true, ...by(s.msRao) });
    }
    await s.store.setRoomArchived({ roomId: s.room, archived: false, ...by(s.msRao) });
    expect(await told()).toEqual(["room.renamed", "room.archived", "room.restored"]);
  });

  test("a conversation that is closed, and reopened by its student's message, is told with its student", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    await s.store.setConversationStatus({ roomId, status: "closed", ...by(s.msRao) });
    await s.send(s.asha, { roomId });
    const records = await log();
    expect(records.map(({ audited, subjectId }) => [audited.kind, subjectId])).toEqual([
      ["conversation.closed", s.asha.accountId],
      ["conversation.reopened", s.asha.accountId],
    ]);
    expect(records[1]?.actor).toEqual({ type: "account", ...s.asha });
  });

  test("ordinary messages, memberships and receipts are not written down", async () => {
    const s = school();
    const { seq, number } = await s.send(s.asha);
    await s.edit(s.asha, seq);
    await s.leave(s.ben);
    await s.store.markReceipts([{ roomId: s.room, accountId: s.asha.accountId, read: number }]);
    expect(await log()).toEqual([]);
  });

  test("what a statement says of itself is written down if it changes a row, and all or none with its transaction", async () => {
    const s = school();
    const { sql } = s.store;
    const audit = entry({ kind: "account.changed", details: { fields: ["name"] } }, s.asha);
    const rename = (id: string) => ({
      sql: "UPDATE accounts SET name = 'A' WHERE id = ?",
      parameters: [id],
      audit,
    });
    await sql.writeAll([rename("nobody")]);
    const broken = { sql: "UPDATE accounts SET email = 'ben@example.org' WHERE id = 'asha'", parameters: [] };
    expect(await refusal(sql.writeAll([rename("asha"), broken]))).toBe("SQLITE_CONSTRAINT_UNIQUE");
    expect(await log()).toEqual([]);
    await sql.writeAll([rename("asha")]);
    expect(await told()).toEqual(["account.changed"]);
  });

  test("an export that whoever was deactivated meanwhile had asked for was written down, and then given (P36)", async () => {
    const s = school();
    const { sql } = s.store;
    const deactivate = "UPDATE accounts SET deactivated_at = 1 WHERE id = ?";
    const exported = entry({ kind: "roster.exported", details: {} }, s.msRao);
    const [, outcome] = await Promise.all([
      sql.write(deactivate, [s.msRao.accountId]),
      refusal(sql.record(exported)),
    ]);
    expect(outcome).toBe("account-deactivated");
    expect(await log()).toEqual([]);
  });

  test("a count is of the rows that the statement changed", async () => {
    const s = school();
    const audit = entry({ kind: "other-devices.ended", details: { count: 0 } }, s.asha);
    await s.store.sql.write("UPDATE accounts SET class_name = 'B' WHERE role = 'student'", [], audit);
    expect((await log())[0]?.audited.details).toEqual({ count: 2 });
  });

  test("pages are newest first, of one kind, one person or one span of time", async () => {
    const s = school();
    const { sql } = s.store;
    const people = [s.asha, s.ben, s.msRao];
    for (let at = 1; at <= 12; at++) {
      const audited: Audited = at % 2 ? { kind: "password.changed", details: {} } : signIn;
      await sql.record(entry(audited, people[at % 3] as Sender, at));
    }
    await s.store.renameRoom({ roomId: s.room, title: "Reading room", ...by(s.msRao) });
    const numbers = async (query: object) =>
      (await s.store.auditPage({ limit: 50, ...query })).records.map(({ number }) => number);
    const first = await s.store.auditPage({ limit: 5 });
    expect(first).toMatchObject({ next: 9, rooms: [{ roomId: s.room, title: "Reading room" }] });
    expect(await numbers({ limit: 5, before: first.next })).toEqual([8, 7, 6, 5, 4]);
    expect(await numbers({ kind: "sign-in" })).toEqual([12, 10, 8, 6, 4, 2]);
    expect(await numbers({ person: s.asha.accountId })).toEqual([12, 9, 6, 3]);
    expect(await numbers({ from: 4, to: 7 })).toEqual([6, 5, 4]);
    expect(await numbers({ person: s.asha.accountId, kind: "sign-in", before: 12 })).toEqual([6]);
    expect(await numbers({ person: "nobody" as AccountId })).toEqual([]);
  });

  test("of rooms that are no group's no title is told", async () => {
    const s = school();
    const roomId: RoomId = await s.converse(s.asha);
    await s.store.setConversationStatus({ roomId, status: "closed", ...by(s.msRao) });
    expect((await s.store.auditPage({ limit: 5 })).rooms).toEqual([]);
  });

  const signIn: Audited = { kind: "sign-in", details: { device: "Firefox" } };
}
