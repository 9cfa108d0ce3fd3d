import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccountId, ProtocolError } from "@encrptalk/protocol";
import pino from "pino";
import { systemClock } from "../clock.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Sql } from "../store/store.ts";
import { Refusals } from "./refusals.ts";

test("a refused sign-in that could not be written down was not counted, and its cause stood in the log as {}", async () => {
  const folder = await mkdtemp(join(tmpdir(), "encrptalk-refusals-"));
  try {
    const open = () => openSqliteStore({ file: join(folder, "school.db") });
    let store = await open();
    const sql: Pick<Sql, "record"> = { record: (entry) => store.sql.record(entry) };
    const { promise: line, resolve } = Promise.withResolvers<string>();
    const refusals = new Refusals(sql, systemClock, pino({}, { write: resolve }));
    const refuse = () =>
      refusals.note("asha" as AccountId, "10.0.0.1", new ProtocolError("wrong-credentials"));

    await store.close();
    refuse();
    expect(JSON.parse(await line).err).toMatchObject({ code: "unavailable" });

    store = await open();
    refuse();
    await store.sql.writeAll([]);
    const { records } = await store.auditPage({ limit: 10 });
    expect(records.map(({ audited }) => audited.details)).toEqual([
      { reason: "wrong-password", unlisted: 1 },
    ]);
    await store.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
