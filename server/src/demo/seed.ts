import type { RoomId, Timestamp } from "@encrptalk/protocol";
import { createAccounts, type PasswordCost } from "../accounts/index.ts";
import type { Mark, Store } from "../store/store.ts";
import { CONVERSATIONS, STUDENT_CONVERSATIONS } from "./conversations/index.ts";
import { type Actors, enrol, goHome } from "./enrol.ts";
import { PastClock } from "./past-clock.ts";
import { INVITED_TO_TRY, MOVED_AWAY, type PersonKey } from "./people.ts";
import { play } from "./play.ts";
import { type Random, seededRandom } from "./random.ts";
import { timeOf } from "./school-days.ts";
import type { Conversation } from "./script.ts";
import { type Deed, timeline } from "./timeline.ts";

const MINUTE_MS = 60_000;

export interface Seeding {
  store: Store;
  /** Signs the cookies, as the server will. */
  secret: string;
  /** All that happened did so before. */
  now: Timestamp;
  /** Only tests make it cheaper. */
  passwordCost?: PasswordCost;
}

/** Fills a new database with the sample school, through the same doors as real life. */
export async function seed({ store, now, ...options }: Seeding): Promise<void> {
  const opened = timeOf(now, { day: 72, at: "07:30" });
  const clock = new PastClock(opened);
  const accounts = createAccounts({
    ...options,
    sql: store.sql,
    clock,
    publicUrl: "http://localhost",
    log: {
      error(details, message) {
        throw new Error(message, { cause: details });
      },
    },
    isOnline: () => false,
    // The script says when each room opens and who enters it.
    onSchoolMade: async () => {},
    onFirstSignIn: async () => {},
  });
  try {
    const actors = await enrol(accounts, clock, { opened, now });
    const deeds = timeline([...CONVERSATIONS, ...STUDENT_CONVERSATIONS], now);
    const rooms = await play(store, actors, deeds);
    const random = seededRandom(7);
    await store.markReceipts(marks(rooms, actors, deeds, random));
    await goHome(accounts, clock, actors, (who) => lastSeen(who, deeds, now, random));
    clock.turnTo(timeOf(now, { day: 2, at: "09:00" }));
    const founder = actors.get("rao");
    for (const who of MOVED_AWAY) {
      const actor = actors.get(who);
      if (founder && actor) await accounts.deactivatePerson(founder, actor.accountId);
    }
  } finally {
    await accounts.close();
  }
}

/** Most have read everything; some have it on their device only. */
function marks(
  rooms: ReadonlyMap<Conversation, RoomId>,
  actors: Actors,
  deeds: readonly Deed[],
  random: Random,
): Mark[] {
  return [...rooms].flatMap(([conversation, roomId]) => {
    const last = deeds.filter((deed) => deed.type === "send" && deed.conversation === conversation).length;
    return [...actors].map(([who, { accountId }]) => {
      const unread = conversation.unread[who] ?? (isPrompt(who, random) ? 0 : random.whole(1, 3));
      return { roomId, accountId, delivered: last, read: Math.max(0, last - unread) };
    });
  });
}

const isPrompt = (who: PersonKey, random: Random) => INVITED_TO_TRY.includes(who) || random.chance(0.7);

function lastSeen(who: PersonKey, deeds: readonly Deed[], now: Timestamp, random: Random): Timestamp {
  const lastDeed = Math.max(...deeds.filter((deed) => deed.who === who).map(({ at }) => at));
  return MOVED_AWAY.includes(who) ? lastDeed : Math.max(lastDeed, now - random.whole(4, 20 * 60) * MINUTE_MS);
}
