import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MessageSent, RoomId } from "@encrptalk/protocol";
import { openSqliteStore } from "./sqlite-store.ts";

const CHILD = fileURLToPath(new URL("./crash-child.ts", import.meta.url));
const ROUNDS = 4;
const ACKNOWLEDGED_PER_ROUND = 150;

/** Lets a process send until it has printed enough acknowledgements, and kills it in the midst of its writing. */
async function sendUntilKilled(file: string, round: number): Promise<string[]> {
  const child = Bun.spawn([process.execPath, CHILD, file, String(round)]);
  let printed = "";
  let killed = false;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += chunk;
    if (!killed && printed.split("\n").length > ACKNOWLEDGED_PER_ROUND) {
      killed = true;
      child.kill("SIGKILL");
    }
  }
  await child.exited;
  expect(child.signalCode).toBe("SIGKILL");
  return printed.split("\n").slice(0, -1);
}

async function messagesIn(file: string): Promise<MessageSent[]> {
  const store = await openSqliteStore({ file });
  const messages: MessageSent[] = [];
  let seq = 0;
  for (;;) {
    const { events, head } = await store.events("library" as RoomId, { after: seq, limit: 200 });
    for (const event of events) {
      seq += 1;
      expect(event.seq).toBe(seq);
      if (event.type === "message.sent") messages.push(event);
    }
    if (seq === head) break;
  }
  await store.close();
  return messages;
}

test("what was acknowledged is there after kill -9, each message once, without a gap", async () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-crash-"));
  const file = join(folder, "school.sqlite");
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    acknowledged.push(...(await sendUntilKilled(file, round)));
    const messages = await messagesIn(file);
    const ids = messages.map(({ messageId }) => messageId as string);
    expect(new Set(ids).size).toBe(ids.length);
    expect(messages.map(({ number }) => number)).toEqual(messages.map((_, index) => index + 1));
    const stored = new Set(ids);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED_PER_ROUND);
  rmSync(folder, { recursive: true });
}, 30_000);
