import {
  type AccountId,
  MAX_CHANGED_PEOPLE,
  MAX_DESK_ENTRIES,
  type MessageId,
  type Position,
  type RoomEvent,
} from "@encrptalk/protocol";
import type { Move } from "./commit-totals.ts";
import type { Connection } from "./connection.ts";
import { deskRows } from "./desk-rows.ts";
import { columnsOf } from "./event-row.ts";
import { type RoomRow, toRoomFacts } from "./rows.ts";
import type { Transaction } from "./transaction.ts";

/** Appends the next event to a room's log, and moves `room` along with its row. */
export function append(
  transaction: Transaction,
  room: RoomRow,
  event: RoomEvent,
  clientId: MessageId | null = null,
): Position {
  const position = transaction.totals.nextPosition();
  const { number, target, body, detail } = columnsOf(event);
  const { accountId, deviceId } = event.sender;
  transaction.db.run(
    `INSERT INTO events (position, room_id, seq, type, at, account_id, device_id, client_id, number, target, body, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    position,
    room.id,
    event.seq,
    event.type,
    event.at,
    accountId,
    deviceId,
    clientId,
    number,
    target,
    body,
    detail,
  );
  transaction.changes.push({ type: "event", roomId: room.id, position, previous: room.position, event });
  room.head = event.seq;
  moveRoom(transaction, room, position);
  return position;
}

/** Moves a room's feed, and writes the counts that changed in `room`. */
export function moveRoom({ db }: Transaction, room: RoomRow, position: Position): void {
  room.position = position;
  db.run(
    `UPDATE rooms SET head = ?, position = ?, message_count = ?, member_count = ?, last_message_seq = ? WHERE id = ?`,
    room.head,
    position,
    room.message_count,
    room.member_count,
    room.last_message_seq,
    room.id,
  );
}

export const accountPosition = (db: Connection, accountId: AccountId): Position =>
  db.get<{ position: Position }>("SELECT position FROM account_feeds WHERE account_id = ?", accountId)
    ?.position ?? 0;

/** Moves an account's feed to the next position. */
export function moveAccount(transaction: Transaction, accountId: AccountId): Move {
  const previous = accountPosition(transaction.db, accountId);
  const position = transaction.totals.nextPosition();
  transaction.db.run(
    "INSERT INTO account_feeds VALUES (?1, ?2) ON CONFLICT (account_id) DO UPDATE SET position = ?2",
    accountId,
    position,
  );
  return { position, previous };
}

export const schoolPosition = (db: Connection): Position =>
  db.get<{ school_position: Position }>("SELECT school_position FROM meta")?.school_position ?? 0;

/** Tells the school that a room's facts changed. */
export function announceRoom(transaction: Transaction, room: RoomRow): void {
  transaction.changes.push({ type: "room", ...transaction.totals.move("school"), room: toRoomFacts(room) });
}

/** Tells the school that people's names or roles changed. */
export function announcePeople(transaction: Transaction, accountIds: readonly AccountId[]): void {
  if (accountIds.length === 0) return;
  const feed = transaction.totals.move("school");
  for (const accountId of accountIds) {
    transaction.db.run(
      "INSERT INTO people_changes VALUES (?1, ?2) ON CONFLICT (account_id) DO UPDATE SET position = ?2",
      accountId,
      feed.position,
    );
  }
  const named = accountIds.length > MAX_CHANGED_PEOPLE ? null : [...accountIds];
  transaction.changes.push({ type: "people", ...feed, accountIds: named });
}

export const deskPosition = (db: Connection): Position =>
  db.get<{ desk_position: Position }>("SELECT desk_position FROM meta")?.desk_position ?? 0;

/** Tells the desk that the rows of these students changed. */
export function announceDesk(transaction: Transaction, numbers: readonly number[]): void {
  if (numbers.length === 0) return;
  const { db, changes, totals } = transaction;
  const feed = totals.move("desk");
  for (const number of numbers)
    db.run("UPDATE students SET position = ? WHERE number = ?", feed.position, number);
  const rows = numbers.length > MAX_DESK_ENTRIES ? null : deskRows(db, numbers);
  changes.push({ type: "desk", ...feed, rows });
}
