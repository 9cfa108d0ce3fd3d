import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditPage, Me } from "@encrptalk/protocol";
import { FIRST_SYNC } from "./peer.ts";
import { type Member, School } from "./school.ts";

const ROOT = join(import.meta.dirname, "../..");
const { school, rao } = await School.open();
const folder = mkdtempSync(join(tmpdir(), "encrptalk-backups-"));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await school.close();
});

/** Runs it as somebody does who stands in the folder for backups. */
async function encrptalk(words: string[], environment: Record<string, string> = {}) {
  const child = Bun.spawn(["node", join(ROOT, "encrptalk"), ...words], {
    cwd: folder,
    env: { ...process.env, DATA_DIR: school.config.dataDirectory, ...environment },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [code, output, errors] = await Promise.all([
    child.exited,
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code, output, errors };
}

const roomsOf = async (member: Member): Promise<string[]> =>
  (await member.command(FIRST_SYNC)).rooms.map(({ title }) => title);

describe("encrptalk", () => {
  test("backs a running school up; stopped and restored, it is as it was then, and people are still signed in", async () => {
    const asha = await school.enrol(rao, "Asha Verma");
    await rao.command({ type: "room.create", title: "Biology" });
    const backup = await encrptalk(["backup", "school.backup"]);
    expect(backup).toMatchObject({ code: 0, errors: "" });
    expect(backup.output).toContain(`${join(folder, "school.backup")} is a backup of`);
    await rao.command({ type: "room.create", title: "After the backup" });

    expect(await encrptalk(["restore", "school.backup"])).toMatchObject({
      code: 1,
      output: "",
      errors: expect.stringContaining("in use by another Encrptalk server"),
    });
    await school.restart(async () => {
      const restored = await encrptalk(["restore", "school.backup"]);
      expect(restored).toMatchObject({ code: 0, errors: "" });
      expect(restored.output).toContain("What it had until now is in");
    });

    expect(await roomsOf(rao)).not.toContain("After the backup");
    expect((await asha.get<Me>("/api/me")).name).toBe("Asha Verma");
    const { records } = await rao.get<AuditPage>("/api/audit");
    expect(records[0]).toMatchObject({ actor: { type: "operator" }, audited: { kind: "backup.restored" } });
    expect(await encrptalk(["check"])).toMatchObject({
      code: 0,
      output: expect.stringContaining("Nothing is wrong."),
    });
  }, 20_000);

  test("is run by npm too, and names files from where it was typed", async () => {
    const child = Bun.spawn(["npm", "--prefix", ROOT, "run", "--silent", "encrptalk", "--", "backup", "."], {
      cwd: folder,
      env: { ...process.env, DATA_DIR: school.config.dataDirectory },
    });
    expect(await child.exited).toBe(0);
    expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/^encrptalk-.*Z\.backup$/));
  }, 20_000);
});
