import { expect, test } from "bun:test";
import { TestSchool } from "../testing/accounts-school.ts";
import { betterAuthStore } from "./better-auth-store.ts";

const FIELDS = { fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" } };

/** better-auth's own view of the database, with its table of challenges. */
const openStore = (school: TestSchool) =>
  betterAuthStore(school.store.sql)({ verification: { modelName: "verifications", ...FIELDS } });

const challenge = (identifier: string, value: string, expiresAt: Date) => ({
  model: "verification",
  data: { identifier, value, expiresAt, createdAt: new Date(1_000), updatedAt: new Date(1_000) },
});

test("better-auth finds what it stored by any of its operators, times as times", async () => {
  await using school = await TestSchool.open();
  const store = openStore(school);
  await store.create(challenge("asha", "one", new Date(2_000)));
  await store.create(challenge("asha", "two", new Date(3_000)));
  await store.create(challenge("Ben", "three", new Date(4_000)));
  const find = async (
    where: { field: string; operator?: "eq"; value: string | number | Date | string[] }[],
  ) =>
    (
      await store.findMany<{ value: string }>({
        model: "verification",
        where,
        sortBy: { field: "expiresAt", direction: "desc" },
      })
    ).map(({ value }) => value);
  const by = (field: string, operator: string, value: string | Date | string[], more: object = {}) =>
    find([{ field, operator: operator as "eq", value, ...more }]);
  expect(await by("identifier", "eq", "asha")).toEqual(["two", "one"]);
  expect(await by("identifier", "ne", "asha")).toEqual(["three"]);
  expect(await by("expiresAt", "gt", new Date(2_000))).toEqual(["three", "two"]);
  expect(await by("expiresAt", "lte", new Date(2_000))).toEqual(["one"]);
  expect(await by("value", "in", ["one", "three"])).toEqual(["three", "one"]);
  expect(await by("value", "not_in", ["one", "three"])).toEqual(["two"]);
  expect(await by("value", "contains", "w")).toEqual(["two"]);
  expect(await by("value", "starts_with", "t")).toEqual(["three", "two"]);
  expect(await by("value", "ends_with", "e")).toEqual(["three", "one"]);
  expect(await by("identifier", "eq", "BEN", { mode: "insensitive" })).toEqual(["three"]);
  const [found] = await store.findMany<{ expiresAt: Date }>({ model: "verification", limit: 1 });
  expect(found?.expiresAt).toBeInstanceOf(Date);
});

test("better-auth changes, counts and removes; a challenge is used up once", async () => {
  await using school = await TestSchool.open();
  const store = openStore(school);
  await store.create(challenge("asha", "one", new Date(2_000)));
  await store.create(challenge("asha", "two", new Date(3_000)));
  const asha = [{ field: "identifier", value: "asha" }];
  expect(await store.updateMany({ model: "verification", where: asha, update: { identifier: "ben" } })).toBe(
    2,
  );
  expect(await store.count({ model: "verification", where: asha })).toBe(0);
  const one = [{ field: "value", value: "one" }];
  expect(
    await store.update<{ value: string }>({ model: "verification", where: one, update: { value: "three" } }),
  ).toMatchObject({ value: "three" });
  const ben = [{ field: "identifier", value: "ben" }];
  const uses = await Promise.all(
    [1, 2, 3].map(() => store.consumeOne({ model: "verification", where: ben })),
  );
  expect(uses.filter((used) => used !== null)).toHaveLength(2);
  expect(await store.count({ model: "verification" })).toBe(0);
});
