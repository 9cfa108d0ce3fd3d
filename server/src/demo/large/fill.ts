import { randomUUID } from "node:crypto";
import type { AccountId, DeviceId, MessageId, RoomId, Timestamp } from "@encrptalk/protocol";
import type { Store } from "../../store/store.ts";
import type { Random } from "../random.ts";
import { chatter } from "./chatter.ts";
import { addCrowd } from "./crowd.ts";

const DAY_MS = 24 * 60 * 60_000;
const HISTORY_MS = 90 * DAY_MS;
/** Of the students: how many have ever exchanged a word with the school. */
const WITH_CONVERSATION = 0.8;
/** Of those: how many conversations are closed, and how many end with a question that nobody has read. */
const CLOSED = 0.3;
const WAITING = 0.05;
/** Deeds under way at once: the store takes them in their order and commits them together. */
const UNDER_WAY = 500;

export interface LargeSchool {
  students: number;
  /** In all conversations together. */
  messages: number;
}

/** Fills an existing school with a crowd of students and what they and `staff` wrote to each other by `now`. */
export async function fillSchool(
  store: Store,
  staff: AccountId,
  { students, messages }: LargeSchool,
  { random, now, onProgress }: { random: Random; now: Timestamp; onProgress: (sent: number) => void },
): Promise<void> {
  const accounts = await addCrowd(store, students, { random, at: now - HISTORY_MS });
  const talkative = random.pickSome(accounts, Math.round(students * WITH_CONVERSATION));
  const rooms = new Map<AccountId, RoomId>(talkative.map((student) => [student, randomUUID() as RoomId]));
  const place = (student: AccountId) => ({ roomId: rooms.get(student) as RoomId });
  await inTurn(talkative, (student) =>
    store.openConversation({ ...place(student), studentId: student, ...origin(staff, now - HISTORY_MS) }),
  );

  const say = (student: AccountId, sender: AccountId, at: Timestamp) =>
    store.sendMessage({
      ...place(student),
      ...origin(sender, at),
      messageId: randomUUID() as MessageId,
      body: { alg: "plain", text: chatter(random) },
    });
  const waiting = random.pickSome(talkative, Math.round(talkative.length * WAITING));
  const usual = Math.max(0, messages - waiting.length);
  await inTurn(
    Array.from({ length: usual }, (_, number) => number),
    (number) => {
      const student = talkative[number % talkative.length] as AccountId;
      // Every second round the school answers, so that nobody waits in the end but those who are to.
      const isAnswer = Math.floor(number / talkative.length) % 2 === 1 || number >= usual - talkative.length;
      return say(
        student,
        isAnswer ? staff : student,
        now - HISTORY_MS + (number / usual) * (HISTORY_MS - DAY_MS),
      );
    },
    onProgress,
  );
  await inTurn(random.pickSome(talkative, Math.round(talkative.length * CLOSED)), (student) =>
    store.setConversationStatus({ ...place(student), status: "closed", ...origin(staff, now - DAY_MS) }),
  );
  await store.takeSeats(staff);
  await inTurn(waiting, (student, number) =>
    say(student, student, now - DAY_MS + (number / waiting.length) * (DAY_MS - 60_000)),
  );
}

const origin = (accountId: AccountId, at: Timestamp) => ({
  sender: { accountId, deviceId: `large-${accountId.slice(0, 8)}` as DeviceId },
  at: Math.round(at),
});

async function inTurn<T>(
  items: readonly T[],
  perform: (item: T, index: number) => Promise<unknown>,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  for (let from = 0; from < items.length; from += UNDER_WAY) {
    await Promise.all(items.slice(from, from + UNDER_WAY).map((item, index) => perform(item, from + index)));
    onProgress(Math.min(items.length, from + UNDER_WAY));
  }
}
