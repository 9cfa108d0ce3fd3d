import {
  type AccountId,
  MAX_CATCH_UP_EVENTS,
  type Position,
  RECENT_EVENTS,
  type RoomEvent,
  type RoomId,
  type RoomUpdate,
  type Seq,
  type Sync,
} from "@encrptalk/protocol";
import type { CaughtUp } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { eventsBetween } from "../event-row.ts";
import { accountPosition, schoolPosition } from "../feeds.ts";
import { toJoinedRoom } from "../joined-room.ts";
import type { MembershipRow, RoomRow } from "../rows.ts";
import { charactersOf, newestThatFit } from "./fitting.ts";
import { joinedRows } from "./joined-rooms.ts";
import { peopleChangedSince } from "./people.ts";
import { receiptsSince } from "./receipts.ts";

/** Events in one answer, over all rooms: past it rooms are `limited`, with fewer events or none. */
const MAX_EVENTS = 1_000;
/** And characters of JSON in them: a slow link must carry the answer before either side gives up. */
const MAX_CHARACTERS = 128 * 1024;

type Known = Omit<Sync, "type">;
interface Joined {
  room: RoomRow;
  membership: MembershipRow;
}

export function catchUp(
  db: Connection,
  { accountId, sync, epoch }: { accountId: AccountId; sync: Known; epoch: string },
): CaughtUp {
  const joined = joinedRows(db, accountId);
  const heads = { school: schoolPosition(db), account: accountPosition(db, accountId) };
  const claimed = sync.epoch === null ? knowingNothing(sync) : sync;
  const reset = claimed.epoch !== null && (claimed.epoch !== epoch || isAhead(claimed, heads, joined));
  const known = reset ? { ...knowingNothing(sync), rooms: [] } : claimed;
  const named = new Map(known.rooms.map((room) => [room.roomId, room]));
  return {
    reset,
    ...heads,
    rooms: [...joined.values()]
      .filter(({ room }) => !named.has(room.id))
      .map(({ room, membership }) => toJoinedRoom(db, room, membership.read)),
    updates: updates(db, joined, known),
    peopleChanged: peopleChangedSince(db, known.school),
  };
}

const knowingNothing = ({ rooms }: Known): Known => ({
  epoch: null,
  school: 0,
  account: 0,
  rooms: rooms.map(({ roomId }) => ({ roomId, seq: 0, position: 0 })),
});

/** Positions that this history has not reached: the client knew another one, such as what a backup has lost. */
function isAhead(
  known: Known,
  heads: { school: Position; account: Position },
  joined: Map<RoomId, Joined>,
): boolean {
  if (known.school > heads.school || known.account > heads.account) return true;
  return known.rooms.some(({ roomId, seq, position }) => {
    const room = joined.get(roomId)?.room;
    return room !== undefined && (seq > room.head || position > room.position);
  });
}

/** The rooms that moved last come first, and so get the most of what one answer can hold. */
function updates(db: Connection, joined: Map<RoomId, Joined>, known: Known): RoomUpdate[] {
  const gone = known.rooms.filter(({ roomId }) => !joined.has(roomId));
  const present = known.rooms.flatMap(({ roomId, ...since }) => {
    const found = joined.get(roomId);
    return found ? [{ ...found, since }] : [];
  });
  const left: Budget = { events: MAX_EVENTS, characters: MAX_CHARACTERS };
  const changed = present
    .filter(
      ({ room, membership, since }) =>
        room.position > since.position || room.head > since.seq || membership.read_position > known.account,
    )
    .sort((a, b) => b.room.position - a.room.position)
    .map(({ room, membership, since }) => {
      const { complete, events, hasOlder } = missing(db, room, since.seq, left);
      left.events -= events.length;
      left.characters -= charactersOf(events);
      const marksSince = complete
        ? { room: since.position, account: known.account }
        : { room: 0, account: 0 };
      const base = {
        roomId: room.id,
        head: room.head,
        position: room.position,
        receipts: receiptsSince(db, room, membership, marksSince),
      };
      return complete
        ? ({ ...base, status: "events", events } as const)
        : ({
            ...base,
            status: "limited",
            room: toJoinedRoom(db, room, membership.read),
            events,
            hasOlder,
          } as const);
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
): { complete: boolean; events: RoomEvent[]; hasOlder: boolean } {
  const count = room.head - seq;
  if (seq > 0 && count <= Math.min(MAX_CATCH_UP_EVENTS, left.events)) {
    const events = eventsBetween(db, room.id, seq + 1, room.head);
    if (charactersOf(events) <= left.characters) return { complete: true, events, hasOlder: true };
  }
  const from = Math.max(1, room.head - Math.min(RECENT_EVENTS, left.events) + 1);
  const recent = left.characters > 0 ? eventsBetween(db, room.id, from, room.head) : [];
  const events = newestThatFit(recent, left.characters);
  return { complete: false, events, hasOlder: (events[0]?.seq ?? room.head + 1) > 1 };
}
