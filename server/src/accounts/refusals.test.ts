import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccountId, ProtocolError } from "@encrptalk/protocol";
import pino from "pino";
import { systemClock } from "../clock.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { Refusals } from "./refusals.ts";

test("why a refused sign-in could not be written down stood in the log as an empty object", async () => {
  const folder = await mkdtemp(join(tmpdir(), "encrptalk-refusals-"));
  try {
    const store = await openSqliteStore({ file: join(folder, "school.db") });
    await store.close();
    const { promise: line, resolve } = Promise.withResolvers<string>();
    const log = pino({}, { write: resolve });
    const refusals = new Refusals(store.sql, systemClock, log);
    refusals.note("asha" as AccountId, "10.0.0.1", new ProtocolError("wrong-credentials"));
    expect(JSON.parse(await line).err).toMatchObject({ code: "unavailable" });
  } finally {
    await rm(folder, { recursive: true });
  }
});
