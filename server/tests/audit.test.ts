import { Database } from "bun:sqlite";
import { afterAll, describe, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditPage, AuditRecord } from "@encrptalk/protocol";
import { refusalOf, School } from "./school.ts";

const ROOT = join(import.meta.dirname, "../..");
const { school, rao } = await School.open();
const folder = mkdtempSync(join(tmpdir(), "encrptalk-audit-"));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await school.close();
});
const asha = await school.enrol(rao, "Asha Verma");
const silva = await school.hire(rao, "Mr Silva");

const log = (query = "") => silva.get<AuditPage>(`/api/audit${query}`);
const newest = async (): Promise<AuditRecord | undefined> => (await log("?limit=1")).records[0];
const byRao = { type: "account", accountId: rao.me.accountId, deviceId: rao.me.deviceId };

describe("the audit log", () => {
  test("is for administrators: to a student and to nobody it is refused (P60)", async () => {
    expect(await refusalOf(asha.get("/api/audit"))).toBe("forbidden");
    expect((await school.fetch("GET", "/api/audit", {})).status).toBe(401);
  });

  test("tells what is done over WebSocket and over HTTP, by which device and from where", async () => {
    const { room } = await rao.open(asha);
    const { roomId } = room;
    const live = await rao.live();
    await live.request({ type: "conversation.close", roomId });
    expect(await newest()).toMatchObject({
      audited: { kind: "conversation.closed" },
      actor: byRao,
      subjectId: asha.me.accountId,
      roomId,
      address: "127.0.0.1",
    });
    live.close();
    await rao.command({ type: "conversation.reopen", roomId });
    expect(await newest()).toMatchObject({
      audited: { kind: "conversation.reopened" },
      actor: byRao,
      address: "127.0.0.1",
    });
  });

  test("tells of settings, of what was exported, and never what was said (P60)", async () => {
    await asha.command(asha.message((await rao.open(asha)).room.roomId, "A secret of mine"));
    const settings = { quietHours: { from: "21:00", to: "07:00" } };
    await school.fetch("PATCH", "/api/school/settings", rao.headers, settings);
    expect((await newest())?.audited).toEqual({ kind: "school.changed", details: { change: settings } });
    const path = `/api/desk/students/${asha.me.accountId}/export`;
    expect(await (await school.fetch("GET", path, rao.headers)).text()).toContain("A secret of mine");
    expect(await newest()).toMatchObject({
      audited: { kind: "conversation.exported", details: { format: "html" } },
      subjectId: asha.me.accountId,
    });
    await (await school.fetch("GET", "/api/roster/export", rao.headers)).text();
    expect((await newest())?.audited.kind).toBe("roster.exported");
    expect(JSON.stringify(await log())).not.toContain("A secret of mine");
    expect((await school.fetch("GET", path, silva.headers)).status).toBe(200);
  });

  test("names people and rooms as they are called now, and is read page by page and filtered (P60)", async () => {
    const roomId = await rao.defaultRoom();
    await rao.command({ type: "room.rename", roomId, title: "All of us" });
    const page = await log("?kind=room.renamed");
    expect(page.records).toHaveLength(1);
    expect(page.rooms).toEqual([{ roomId, title: "All of us" }]);
    expect(page.people).toEqual([{ accountId: rao.me.accountId, name: "Ms Rao", role: "admin" }]);
    const numbers: number[] = [];
    let next: number | null = null;
    do {
      const part: AuditPage = await log(next === null ? "?limit=4" : `?limit=4&before=${next}`);
      numbers.push(...part.records.map(({ number }) => number));
      next = part.next;
    } while (next !== null);
    expect(numbers).toEqual(Array.from(numbers, (_, index) => numbers.length - index));
    const ofAsha = await log(`?person=${asha.me.accountId}`);
    expect(new Set(ofAsha.records.map(({ audited }) => audited.kind))).toEqual(
      new Set([
        "account.made",
        "link.used",
        "sign-in",
        "conversation.closed",
        "conversation.reopened",
        "conversation.exported",
      ]),
    );
    expect((await log(`?from=${Date.now() + 60_000}`)).records).toEqual([]);
    for (const query of [
      "?kind=made-up",
      "?person=a b",
      "?from=yesterday",
      "?before=-1",
      "?limit=1000",
      "?x=1",
    ])
      expect(await refusalOf(log(query))).toBe("malformed");
  });
});

describe("encrptalk audit verify", () => {
  async function verify(dataDirectory: string, ...words: string[]) {
    const child = Bun.spawn(["node", join(ROOT, "encrptalk"), "audit", ...words], {
      env: { ...process.env, DATA_DIR: dataDirectory },
      stdout: "pipe",
      stderr: "pipe",
    });
    const [code, output, errors] = await Promise.all([
      child.exited,
      child.stdout.text(),
      child.stderr.text(),
    ]);
    return { code, output, errors };
  }

  test("says how far the log of a running server is as it was written, and its last hash", async () => {
    const { code, output } = await verify(school.config.dataDirectory, "verify");
    const last = await newest();
    expect(output).toContain(
      `is as it was written up to row ${last?.number}, whose hash is\n${last?.hash}\n`,
    );
    expect(code).toBe(0);
  });

  test("names the first wrong row of a folder that no server has, and ends with 1", async () => {
    const live = new Database(join(school.config.dataDirectory, "encrptalk.db"), { readonly: true });
    const copy = join(folder, "encrptalk.db");
    live.run(`VACUUM INTO '${copy}'`);
    live.close();
    copyFileSync(join(school.config.dataDirectory, "secret"), join(folder, "secret"));
    const db = new Database(copy);
    db.run("DROP TRIGGER audit_is_not_changed");
    db.run("UPDATE audit SET subject_id = 'somebody' WHERE number = 5");
    db.close();
    const { code, output } = await verify(folder, "verify");
    expect(output).toContain("Row 5 of the audit log is not what was written.");
    expect(output).toContain("is as it was written up to row 4,");
    expect(code).toBe(1);
  });

  test("says in a sentence what is missing", async () => {
    expect(await verify(join(folder, "nowhere"), "verify")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("There is no school in"),
    });
    expect((await verify(folder)).errors).toContain("encrptalk audit verify");
  });
});
