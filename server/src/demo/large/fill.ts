import { randomUUID } from "node:crypto";
import type { AccountId, MessageId, RoomId, Timestamp } from "@encrptalk/protocol";
import { Connection } from "../../store/sqlite/connection.ts";
import { claimDatabase } from "../../store/sqlite/open-database.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import type { Origin, Store } from "../../store/store.ts";
import type { Random } from "../random.ts";
import { appendAll } from "./append-all.ts";
import { deviceOf } from "./append-talk.ts";
import { chatter } from "./chatter.ts";
import { addCrowd } from "./crowd.ts";
import { TalkIndex } from "./index-talk.ts";
import { type Places, type Said, talk } from "./talk.ts";

const DAY_MS = 24 * 60 * 60_000;
const HISTORY_MS = 90 * DAY_MS;
/** Of the students: how many have ever exchanged a word with the school. */
const WITH_CONVERSATION = 0.8;
/** Of those: how many conversations are closed, and how many end with a question that nobody has read. */
const CLOSED = 0.3;
const WAITING = 0.05;
/** The one large room. */
const HALL_TITLE = "Great hall";
const HALL_MEMBERS = 500;
/** Deeds under way at once: the store takes them in their order and commits them together. */
const UNDER_WAY = 500;

export interface LargeSchool {
  students: number;
  /** In all rooms together. */
  messages: number;
}

interface Growing {
  /** Of whoever answers the students. */
  staffEmail: string;
  random: Random;
  now: Timestamp;
  onProgress: (said: number) => void;
}

/**
 * Fills the school of a database with a crowd of students and what they and the school wrote to each other by `now`. What
 * is said goes straight into the tables, as the store would write it; all else goes through the store.
 */
export async function fillSchool(
  database: string,
  { students, messages }: LargeSchool,
  growing: Growing,
): Promise<void> {
  const { random, now } = growing;
  const places = await withStore(database, (store) => furnish(store, students, growing));
  const asking = random.pickSome(places.conversations, Math.round(places.conversations.length * WAITING));
  const time = { from: now - HISTORY_MS, to: now - DAY_MS };
  const said = talk(places, { messages: Math.max(0, messages - asking.length), ...time }, random);
  await append(database, said, growing.onProgress);
  await withStore(database, (store) => conclude(store, places, asking, growing));
}

/** Students, the conversations that they have with the school, and a hall. */
async function furnish(store: Store, count: number, { staffEmail, random, now }: Growing): Promise<Places> {
  const [found] = await store.sql.read<{ id: AccountId }>("SELECT id FROM accounts WHERE email = ?", [
    staffEmail,
  ]);
  if (!found) throw new Error(`nobody has the address ${staffEmail}`);
  const staff = found.id;
  const at = now - HISTORY_MS;
  const accounts = await addCrowd(store, count, { random, at });
  const talkative = random.pickSome(accounts, Math.round(count * WITH_CONVERSATION));
  const conversations = talkative.map((studentId) => ({ studentId, roomId: randomUUID() as RoomId }));
  await inTurn(conversations, (place) => store.openConversation({ ...place, ...origin(staff, at) }));
  const roomId = randomUUID() as RoomId;
  const members = [staff, ...talkative.slice(0, HALL_MEMBERS)];
  await store.createRoom({ roomId, title: HALL_TITLE, isDefault: false, ...origin(staff, at) });
  await inTurn(members, (accountId) => store.joinRoom({ roomId, accountId, ...origin(accountId, at) }));
  return { staff, conversations, hall: { roomId, members } };
}

async function append(
  database: string,
  said: Iterator<Said>,
  onProgress: Growing["onProgress"],
): Promise<void> {
  const release = claimDatabase(database);
  const index = await TalkIndex.open(database);
  const db = new Connection(database, "write");
  try {
    await index.close(await appendAll(db, index, said, onProgress));
  } finally {
    db.close();
    release();
  }
}

async function conclude(
  store: Store,
  { staff, conversations }: Places,
  asking: Places["conversations"],
  { random, now }: Growing,
): Promise<void> {
  const closed = random.pickSome(conversations, Math.round(conversations.length * CLOSED));
  await inTurn(closed, ({ roomId }) =>
    store.setConversationStatus({ roomId, status: "closed", ...origin(staff, now - DAY_MS) }),
  );
  await store.takeSeats(staff);
  await inTurn(asking, ({ roomId, studentId }, number) =>
    store.sendMessage({
      roomId,
      messageId: randomUUID() as MessageId,
      body: { alg: "plain", text: chatter(random) },
      ...origin(studentId, now - DAY_MS + (number / asking.length) * (DAY_MS - 60_000)),
    }),
  );
}

const origin = (accountId: AccountId, at: Timestamp): Origin => ({
  sender: { accountId, deviceId: deviceOf(accountId) },
  at: Math.round(at),
});

async function withStore<Result>(file: string, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openSqliteStore({ file });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function inTurn<T>(
  items: readonly T[],
  perform: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < items.length; from += UNDER_WAY)
    await Promise.all(items.slice(from, from + UNDER_WAY).map((item, index) => perform(item, from + index)));
}
