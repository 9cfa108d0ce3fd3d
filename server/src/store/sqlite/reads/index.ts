import type { AccountId, RoomId } from "@encrptalk/protocol";
import type { SqlStatement } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { enter } from "../entering.ts";
import { joinedRoom } from "../joined-room.ts";
import { auditPage } from "./audit-page.ts";
import { catchUp } from "./catch-up.ts";
import { deskCounts, deskEntriesOf } from "./desk.ts";
import { classes, deskActivity } from "./desk-figures.ts";
import { deskPage } from "./desk-page.ts";
import { eventPage, events } from "./events.ts";
import { members } from "./members.ts";
import { people } from "./people.ts";
import { receipts } from "./receipts.ts";
import { defaultRoomId, rooms } from "./rooms.ts";
import { studentDetails } from "./student-details.ts";
import { position, unreadConversations, waiting } from "./waiting.ts";

/** A read: one small function per method of the store, run in a snapshot of its own. */
export type Read<Input, Result> = (db: Connection, input: Input) => Result;

/** Everything that the reader thread can be asked for. */
export const reads = {
  catchUp,
  joinedRoom: (db: Connection, { accountId, roomId }: { accountId: AccountId; roomId: RoomId }) =>
    joinedRoom(db, accountId, roomId),
  mayEnter: (db: Connection, { accountId, roomId }: { accountId: AccountId; roomId: RoomId }) =>
    enter(db, roomId, accountId) !== null,
  receipts,
  events,
  eventPage,
  defaultRoomId,
  rooms,
  members,
  people,
  deskEntries: deskEntriesOf,
  deskPage,
  deskCounts,
  deskActivity,
  studentDetails,
  classes,
  position,
  waiting,
  unreadConversations,
  auditPage,
  readSql: (db: Connection, { sql, parameters }: SqlStatement) => db.all<unknown>(sql, ...parameters),
} as const satisfies Record<string, Read<never, unknown>>;

export type Reads = typeof reads;
