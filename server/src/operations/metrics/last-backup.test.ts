import { expect, test } from "bun:test";
import type { AuditRows } from "../../store/audit-entry.ts";
import type { Store } from "../../store/store.ts";
import { LastBackup } from "./last-backup.ts";

test("a store that does not answer keeps nobody waiting, and is asked once", () => {
  let asked = 0;
  const auditPage: Store["auditPage"] = () => {
    asked += 1;
    return new Promise(() => {});
  };
  const lastBackup = new LastBackup({ auditPage });
  expect([lastBackup.at(), lastBackup.at(), asked]).toEqual([null, null, 1]);
});

test("a store that cannot be read takes nothing back, and is asked again", async () => {
  const found = { records: [{ at: 7 }], rooms: [], next: null } as unknown as AuditRows;
  let asked = 0;
  const auditPage: Store["auditPage"] = async () => {
    asked += 1;
    if (asked > 1) throw new Error("no disk");
    return found;
  };
  const lastBackup = new LastBackup({ auditPage });
  lastBackup.at();
  await Bun.sleep(0);
  expect(lastBackup.at()).toBe(7);
  await Bun.sleep(0);
  expect(lastBackup.at()).toBe(7);
  expect(asked).toBe(3);
});
