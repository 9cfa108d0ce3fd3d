import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Body, MessageId, RoomId } from "@encrptalk/protocol";
import { ANYTHING, close, compose, type Gateway, readConfig } from "@encrptalk/server/simulation";
import { NAME, removeLeftFolders } from "./left-folders.ts";
import {
  ASHA,
  BEN,
  CHEN,
  CHESS,
  conversationOf,
  DEVICES,
  EVERYONE,
  PEOPLE,
  RAO,
  SCIENCE,
  type SimulatedPerson,
  STUDENTS,
  tokenHash,
} from "./people.ts";
import { Random } from "./random.ts";
import { sameAgain } from "./same-again.ts";
import { SILENT_LOG } from "./server-log.ts";

const MEMORY_FOLDER = "/dev/shm";
const YEAR_MS = 366 * 24 * 60 * 60 * 1_000;
const FILES = ["encrptalk.db", "search.db", "secret"];

/** Folders of this process: in memory where the system has a file system for that. */
export class Folders {
  readonly #root: string;
  #count = 0;

  constructor() {
    const parent = existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir();
    removeLeftFolders(parent);
    this.#root = mkdtempSync(join(parent, `${NAME}${process.pid}-`));
  }

  /** A new one, empty or with what another one has of a school. */
  make(from?: string): string {
    const folder = join(this.#root, String(++this.#count));
    mkdirSync(folder);
    if (from) for (const file of FILES) copyFileSync(join(from, file), join(folder, file));
    return folder;
  }

  remove(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  close(): void {
    this.remove(this.#root);
  }
}

/** A school in which all have signed in, with some rooms and messages; the same at each call. Gives its folder. */
export async function makeTemplate(folders: Folders, now: number): Promise<string> {
  const folder = folders.make();
  await sameAgain(
    new Random(0),
    () => now,
    async () => {
      const gateway = await compose(
        readConfig({ DATA_DIR: folder }),
        SILENT_LOG,
        { clock: { now: () => now, after: () => () => {} } },
        () => {},
      );
      await enrol(gateway, now);
      await furnish(gateway, now);
      // Else each course would index it again.
      while (gateway.search.index.lag() !== 0) await searchOnce(gateway);
      await close(gateway);
    },
  );
  return folder;
}

/** Whoever searches does not wait for the index to rest. */
const searchOnce = ({ search }: Gateway) => search.index.search({ ...ANYTHING, asker: RAO.accountId });

async function enrol({ rooms: { store } }: Gateway, now: number): Promise<void> {
  const statements = PEOPLE.map(({ accountId, name, role }) => ({
    sql: `INSERT INTO accounts (id, role, name, name_key, email, class_name, created_at, first_signed_in_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    parameters: [
      accountId,
      role,
      name,
      name.toLowerCase(),
      `${accountId}@hill.example`,
      role === "student" ? "10 B" : null,
      now,
      now,
    ],
  }));
  const devices = DEVICES.map((device) => ({
    sql: `INSERT INTO devices (id, account_id, kind, name, token_hash, created_at, last_seen_at, expires_at)
          VALUES (?, ?, 'program', 'Simulation', ?, ?, ?, ?)`,
    parameters: [device.deviceId, device.person.accountId, tokenHash(device), now, now, now + YEAR_MS],
  }));
  const school = { sql: "INSERT INTO settings VALUES ('school_name', 'Hill School')", parameters: [] };
  const setUp = { sql: "DELETE FROM settings WHERE key = 'set_up_code'", parameters: [] };
  await store.sql.writeAll([...statements, ...devices, school, setUp], {
    students: STUDENTS.map(({ accountId }) => accountId),
  });
}

async function furnish({ rooms: { store } }: Gateway, at: number): Promise<void> {
  const by = ({ accountId }: SimulatedPerson) => ({
    sender: { accountId, deviceId: `${accountId}-before` as never },
    at,
  });
  const say = (roomId: RoomId, person: SimulatedPerson, text: string) => {
    const body: Body = { alg: "plain", text };
    return store.sendMessage({
      roomId,
      messageId: `before-${roomId}-${text.replaceAll(" ", "-")}` as MessageId,
      body,
      ...by(person),
    });
  };
  await store.createRoom({ roomId: EVERYONE, title: "Everyone", isDefault: true, ...by(RAO) });
  await store.createRoom({ roomId: CHESS, title: "Chess club", isDefault: false, ...by(RAO) });
  await store.createRoom({ roomId: SCIENCE, title: "Science fair", isDefault: false, ...by(RAO) });
  for (const person of PEOPLE)
    await store.joinRoom({ roomId: EVERYONE, accountId: person.accountId, ...by(person) });
  for (const person of [RAO, ASHA, BEN])
    for (const roomId of [CHESS, SCIENCE])
      await store.joinRoom({ roomId, accountId: person.accountId, ...by(person) });
  for (const person of [ASHA, BEN, CHEN])
    await store.openConversation({ roomId: conversationOf(person), studentId: person.accountId, ...by(RAO) });
  for (let count = 1; count <= 6; count++) await say(EVERYONE, count % 2 ? ASHA : RAO, `everyone ${count}`);
  // More than one page.
  for (let count = 1; count <= 60; count++) await say(CHESS, count % 3 ? BEN : ASHA, `move ${count}`);
  await say(conversationOf(ASHA), ASHA, "a question");
  await say(conversationOf(ASHA), RAO, "an answer");
  await say(conversationOf(BEN), BEN, "I am ill");
}
