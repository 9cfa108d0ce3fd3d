import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { updateSchoolSettingsSchema } from "@encrptalk/protocol";
import { TestSchool, THE_OFFICE } from "../testing/accounts-school.ts";
import { createSchool, type School } from "./index.ts";

let building: TestSchool;
let school: School;
beforeAll(async () => {
  building = await TestSchool.open();
  await building.setUp();
  school = createSchool(building.store.sql, building.clock);
});
afterAll(() => building[Symbol.asyncDispose]());

describe("the school's settings", () => {
  test("are the name it was set up with, the server's time zone, and the careful choice until somebody chooses", async () => {
    expect(await school.settings()).toEqual({
      name: "Hill School",
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      quietHours: null,
      textInNotifications: false,
    });
  });

  test("change by what is given, and stay", async () => {
    await school.updateSettings(THE_OFFICE, {
      timeZone: "Asia/Kolkata",
      quietHours: { from: "21:00", to: "07:00" },
    });
    await school.updateSettings(THE_OFFICE, { textInNotifications: true });
    expect(await createSchool(building.store.sql, building.clock).settings()).toEqual({
      name: "Hill School",
      timeZone: "Asia/Kolkata",
      quietHours: { from: "21:00", to: "07:00" },
      textInNotifications: true,
    });
    expect(await school.timeZone()).toBe("Asia/Kolkata");
    expect(await school.updateSettings(THE_OFFICE, { quietHours: null })).toMatchObject({ quietHours: null });
  });

  test("have a time zone that every browser can know by its name", () => {
    const takes = (timeZone: string) => updateSchoolSettingsSchema.safeParse({ timeZone }).success;
    expect(["Europe/Paris", "Asia/Calcutta", "UTC", "Etc/GMT+5"].filter((zone) => !takes(zone))).toEqual([]);
    expect(["+05:30", "-00:00", "+23:59", "Atlantis/New_City", "", " "].filter(takes)).toEqual([]);
  });

  test("of two administrators who change different ones at once both count", async () => {
    await Promise.all([
      school.updateSettings(THE_OFFICE, { quietHours: { from: "20:00", to: "06:30" } }),
      school.updateSettings(THE_OFFICE, { timeZone: "Europe/Paris" }),
    ]);
    expect(await school.settings()).toMatchObject({
      quietHours: { from: "20:00", to: "06:30" },
      timeZone: "Europe/Paris",
    });
  });

  test("take a new name, which everybody sees", async () => {
    expect(await school.updateSettings(THE_OFFICE, { name: "Hill & Valley School" })).toMatchObject({
      name: "Hill & Valley School",
    });
    expect(await building.accounts.school()).toEqual({ name: "Hill & Valley School" });
  });
});
