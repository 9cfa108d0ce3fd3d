import {
  type AccountId,
  MAX_CATCH_UP_EVENTS,
  type MessageSent,
  type Position,
  RECENT_EVENTS,
  type RoomId,
  type Seq,
  type Sync,
} from "@encrptalk/protocol";
import type { EncodedUpdate } from "../../encoded-update.ts";
import type { CaughtUp, FeedHead } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { type Entered, enter, isStaff } from "../entering.ts";
import { encodedBetween } from "../event-row.ts";
import { type EventStretch, toStretch } from "../event-stretch.ts";
import { accountPosition, deskPosition, schoolPosition } from "../feeds.ts";
import { toJoinedRoom } from "../joined-room.ts";
import { notifyOf, type RoomRow } from "../rows.ts";
import { deskEntriesSince } from "./desk.ts";
import { newestThatFit } from "./fitting.ts";
import { joinedRows } from "./joined-rooms.ts";
import { people, peopleChangedSince } from "./people.ts";
import { receiptsSince } from "./receipts.ts";
import { readStretch } from "./tails.ts";

/** Events in one answer, over all rooms: past it rooms are `limited`, with fewer events or none. */
const MAX_EVENTS = 1_000;
/** And characters of JSON in them: a slow link must carry the answer before either side gives up. */
const MAX_CHARACTERS = 128 * 1024;

type Known = Omit<Sync, "type">;
type Heads = Record<"school" | "account" | "desk", Position>;

export function catchUp(
  db: Connection,
  { accountId, sync, epoch }: { accountId: AccountId; sync: Known; epoch: string },
): CaughtUp {
  const joined = joinedRows(db, accountId);
  const heads: Heads = {
    school: schoolPosition(db),
    account: accountPosition(db, accountId),
    desk: deskPosition(db),
  };
  const asked = sync.desk === undefined || isStaff(db, accountId) ? sync : withoutDesk(sync);
  const claimed = asked.epoch === null ? knowingNothing(asked) : asked;
  const entered = withFollowed(db, accountId, joined, claimed);
  const reset = claimed.epoch !== null && (claimed.epoch !== epoch || isAhead(claimed, heads, entered));
  const known = reset ? { ...knowingNothing(asked), rooms: [] } : claimed;
  const named = new Map(known.rooms.map((room) => [room.roomId, room]));
  const rooms = [...joined.values()]
    .filter(({ room }) => !named.has(room.id))
    .map((member) => toJoinedRoom(db, member));
  const mentioned = new Set<AccountId>();
  for (const { lastMessage } of rooms)
    for (const person of lastMessage ? mentionedIn(lastMessage) : []) mentioned.add(person);
  const updated = updates(db, entered, known, mentioned);
  const found = people(db, { asker: accountId, accountIds: [...mentioned.union(new Set([accountId]))] });
  return {
    reset,
    school: heads.school,
    account: heads.account,
    desk: deskSince(db, accountId, known, heads, reset),
    joined: [...joined.values()].map(headOf),
    entered: [...entered.values()].filter(({ room }) => !joined.has(room.id)).map(headOf),
    rooms,
    updates: updated,
    peopleChanged: known.school < heads.school ? peopleChangedSince(db, known.school) : [],
    self: found.find((person) => person.accountId === accountId) ?? null,
    people: found.filter((person) => mentioned.has(person.accountId)),
  };
}

const headOf = ({ room }: Entered): FeedHead => ({ roomId: room.id, position: room.position });

const mentionedIn = ({ sender, deleted }: MessageSent): AccountId[] =>
  deleted ? [sender.accountId, deleted.sender.accountId] : [sender.accountId];

/** Of others the desk tells nothing, not even whether it is further than they say. */
const withoutDesk = ({ desk: _, ...sync }: Known): Known => sync;

const knowingNothing = ({ rooms, desk }: Known): Known => ({
  epoch: null,
  school: 0,
  account: 0,
  ...(desk === undefined ? {} : { desk: 0 }),
  rooms: rooms.map(({ roomId }) => ({ roomId, seq: 0, position: 0 })),
});

/** Rooms joined, and beyond them the student rooms that staff named. */
function withFollowed(
  db: Connection,
  accountId: AccountId,
  joined: ReadonlyMap<RoomId, Entered>,
  { rooms }: Known,
): Map<RoomId, Entered> {
  const entered = new Map(joined);
  for (const { roomId } of rooms) {
    const followed = entered.has(roomId) ? null : enter(db, roomId, accountId);
    if (followed) entered.set(roomId, followed);
  }
  return entered;
}

/** Positions that this history has not reached: the client knew another one, such as what a backup has lost. */
function isAhead(known: Known, heads: Heads, entered: ReadonlyMap<RoomId, Entered>): boolean {
  if (known.school > heads.school || known.account > heads.account || (known.desk ?? 0) > heads.desk)
    return true;
  return known.rooms.some(({ roomId, seq, position }) => {
    const room = entered.get(roomId)?.room;
    return room !== undefined && (seq > room.head || position > room.position);
  });
}

function deskSince(
  db: Connection,
  accountId: AccountId,
  { desk, account }: Known,
  heads: Heads,
  reset: boolean,
): CaughtUp["desk"] {
  if (desk === undefined) return null;
  return { position: heads.desk, rows: reset ? null : deskEntriesSince(db, accountId, { desk, account }) };
}

/**
 * The rooms that moved last come first, and so get the most of what one answer can hold. Adds whom their events mention
 * to `mentioned`.
 */
function updates(
  db: Connection,
  entered: ReadonlyMap<RoomId, Entered>,
  known: Known,
  mentioned: Set<AccountId>,
): EncodedUpdate[] {
  const gone = known.rooms.filter(({ roomId }) => !entered.has(roomId));
  const present = known.rooms.flatMap(({ roomId, ...since }) => {
    const found = entered.get(roomId);
    return found ? [{ ...found, since }] : [];
  });
  const left: Budget = { events: MAX_EVENTS, characters: MAX_CHARACTERS };
  const changed = present
    .filter(
      ({ room, standing, since }) =>
        room.position > since.position || room.head > since.seq || standing.own_position > known.account,
    )
    .sort((a, b) => b.room.position - a.room.position)
    .map(({ since, ...found }) => {
      const { room, standing } = found;
      const { complete, events, hasOlder } = missing(db, room, since.seq, left);
      left.events -= events.count;
      left.characters -= events.list.json.length;
      for (const person of events.mentioned) mentioned.add(person);
      const marksSince = complete
        ? { room: since.position, account: known.account }
        : { room: 0, account: 0 };
      const base = {
        roomId: room.id,
        head: room.head,
        position: room.position,
        receipts: receiptsSince(db, found, marksSince),
        notify: notifyOf(room, standing),
        events: events.list,
      };
      return complete
        ? ({ ...base, status: "events" } as const)
        : ({ ...base, status: "limited", room: toJoinedRoom(db, found), hasOlder } as const);
    });
  return [...gone.map(({ roomId }) => ({ status: "gone", roomId }) as const), ...changed];
}

/** What one answer can still hold. */
interface Budget {
  events: number;
  characters: number;
}

/** All events after `seq`, or as many of the newest as are given when that is too many. */
function missing(
  db: Connection,
  room: RoomRow,
  seq: Seq,
  left: Budget,
): { complete: boolean; events: EventStretch; hasOlder: boolean } {
  const count = room.head - seq;
  if (seq > 0 && count <= Math.min(MAX_CATCH_UP_EVENTS, left.events)) {
    const events = readStretch(db, room, seq + 1, room.head);
    if (events.list.json.length <= left.characters) return { complete: true, events, hasOlder: true };
  }
  const from = Math.max(1, room.head - Math.min(RECENT_EVENTS, left.events) + 1);
  const recent = left.characters > 0 ? encodedBetween(db, room.id, from, room.head) : [];
  const events = newestThatFit(recent, left.characters);
  return {
    complete: false,
    events: toStretch(events),
    hasOlder: (events[0]?.seq ?? room.head + 1) > 1,
  };
}
