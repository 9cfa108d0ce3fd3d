import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusal, School } from "../contract/school.ts";
import { openSqliteStore } from "./sqlite-store.ts";

let folder: string;
const causes: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-disk-"));
  causes.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openSchool = async (file: string) =>
  new School(await openSqliteStore({ file, onFailure: (cause) => causes.push(cause) }), "plain").open();

/** Sends until the disk is full. Gives how many were acknowledged. */
async function fill(school: School): Promise<number> {
  for (let acknowledged = 0; acknowledged < 100_000; ) {
    const text = "x".repeat(4_000);
    const sends = Array.from({ length: 20 }, () =>
      school.send(school.asha, { body: { alg: "plain", text } }),
    );
    const outcomes = await Promise.allSettled(sends);
    acknowledged += outcomes.filter(({ status }) => status === "fulfilled").length;
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    if (refused.length === 0) continue;
    for (const { reason } of refused) expect(reason).toHaveProperty("code", "storage-full");
    return acknowledged;
  }
  throw new Error("the disk never became full");
}

/** Nothing that was refused is stored or published, and what was acknowledged is. */
async function expectTruth(school: School, acknowledged: number): Promise<void> {
  const published = school.changes.filter(
    (change) => change.type === "event" && change.event.type === "message.sent",
  );
  expect(published).toHaveLength(acknowledged);
  const row = await school.store.joinedRoom(school.asha.accountId, school.room);
  expect(row?.messageCount).toBe(acknowledged);
}

describe("a full disk (P38)", () => {
  test("refuses writes clearly, keeps reading, and recovers when there is space again", async () => {
    const school = await openSchool(join(folder, "school.sqlite"));
    const { sql } = school.store;
    await sql.write("PRAGMA max_page_count = 200", []);
    const acknowledged = await fill(school);
    await expectTruth(school, acknowledged);
    // More than all that was refused at once.
    const large = { body: { alg: "plain", text: "x".repeat(100_000) } } as const;
    expect(await refusal(school.send(school.asha, large))).toBe("storage-full");
    expect(causes.at(-1)).toContain("SQLITE_FULL");

    await sql.write("PRAGMA max_page_count = 100000", []);
    expect((await school.send(school.asha)).number).toBe(acknowledged + 1);
    await expectTruth(school, acknowledged + 1);
    await school.store.close();
  });

  test.skipIf(!canMount())("of the operating system does the same", async () => {
    mountSmallDisk(folder);
    const ballast = join(folder, "ballast");
    writeFileSync(ballast, new Uint8Array(400_000));
    const school = await openSchool(join(folder, "school.sqlite"));
    try {
      const acknowledged = await fill(school);
      await expectTruth(school, acknowledged);
      rmSync(ballast);
      expect((await school.send(school.asha)).number).toBe(acknowledged + 1);
      await expectTruth(school, acknowledged + 1);
    } finally {
      await school.store.close();
      unmount(folder);
    }
  });
});

test("a database that cannot be written is unavailable, and serves again once it can", async () => {
  const file = join(folder, "school.sqlite");
  const school = await openSchool(file);
  await school.store.sql.write("PRAGMA busy_timeout = 20", []);
  const intruder = new Database(file);
  intruder.run("BEGIN IMMEDIATE");
  const message = { messageId: school.mint(), body: school.body() };
  const refused = await Promise.all(
    [school.send(school.asha, message), school.send(school.ben)].map(refusal),
  );
  expect(refused).toEqual(["unavailable", "unavailable"]);
  expect(causes).toEqual(["SQLITE_BUSY: database is locked"]);
  await expectTruth(school, 0);
  intruder.close();
  expect((await school.send(school.asha, message)).number).toBe(1);
  await expectTruth(school, 1);
  await school.store.close();
});

/** Mounting needs root; elsewhere SQLite's own limit, above, has to do. */
function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), "encrptalk-mount-"));
  const mounted = mountSmallDisk(place);
  if (mounted) unmount(place);
  rmSync(place, { recursive: true });
  return mounted;
}

function mountSmallDisk(place: string): boolean {
  return Bun.spawnSync(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place]).success;
}

function unmount(place: string): void {
  Bun.spawnSync(["umount", place]);
}
