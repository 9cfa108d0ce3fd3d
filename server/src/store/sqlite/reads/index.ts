import type { AccountId, RoomId } from "@encrptalk/protocol";
import type { SqlStatement } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { joinedRoom } from "../joined-room.ts";
import { currentMembership } from "../rows.ts";
import { catchUp } from "./catch-up.ts";
import { events } from "./events.ts";
import { joinedRoomIds } from "./joined-rooms.ts";
import { members } from "./members.ts";
import { people } from "./people.ts";
import { receipts } from "./receipts.ts";
import { defaultRoomId, rooms } from "./rooms.ts";

/** A read: one small function per method of the store, run in a snapshot of its own. */
export type Read<Input, Result> = (db: Connection, input: Input) => Result;

/** Everything that the reader thread can be asked for. */
export const reads = {
  catchUp,
  joinedRoom: (db: Connection, { accountId, roomId }: { accountId: AccountId; roomId: RoomId }) =>
    joinedRoom(db, accountId, roomId),
  joinedRoomIds,
  isMember: (db: Connection, { accountId, roomId }: { accountId: AccountId; roomId: RoomId }) =>
    currentMembership(db, roomId, accountId) !== null,
  receipts,
  events,
  defaultRoomId,
  rooms,
  members,
  people,
  readSql: (db: Connection, { sql, parameters }: SqlStatement) => db.all<unknown>(sql, ...parameters),
} as const satisfies Record<string, Read<never, unknown>>;

export type Reads = typeof reads;
