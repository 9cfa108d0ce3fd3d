import type { Connection } from "../../store/sqlite/connection.ts";
import type { Findings } from "./findings.ts";

/** What must not be, each with a query for where it is. `place` says where. */
const NEVER: readonly (readonly [sentence: string, sql: string])[] = [
  ["The school has no position, or two", "SELECT 'meta' AS place WHERE (SELECT count(*) FROM meta) <> 1"],
  [
    "An event stands beyond the position of the history",
    "SELECT position AS place FROM events WHERE position > (SELECT position FROM meta)",
  ],
  [
    "A device's message or edit is stored twice",
    `SELECT room_id || ' ' || client_id AS place FROM events WHERE client_id IS NOT NULL
     GROUP BY room_id, device_id, client_id HAVING count(*) > 1`,
  ],
  [
    "A room is beyond the history",
    "SELECT id AS place FROM rooms WHERE position > (SELECT position FROM meta)",
  ],
  [
    "The school's or the desk's feed is beyond the history",
    "SELECT 'meta' AS place FROM meta WHERE max(school_position, desk_position) > position",
  ],
  [
    "An account's feed is beyond the history",
    "SELECT account_id AS place FROM account_feeds WHERE position > (SELECT position FROM meta)",
  ],
  [
    "A name's change is beyond the school's feed",
    "SELECT account_id AS place FROM people_changes WHERE position > (SELECT school_position FROM meta)",
  ],
  [
    "A student's row is beyond the desk's feed",
    "SELECT account_id AS place FROM students WHERE position > (SELECT desk_position FROM meta)",
  ],
  [
    "A member's marks are beyond the messages, or read beyond delivered",
    `SELECT room_id || ' ' || account_id AS place FROM memberships JOIN rooms ON rooms.id = room_id
     WHERE delivered > message_count OR read > delivered OR read < 0`,
  ],
  [
    "A member's marks moved beyond the feed that tells of them",
    `SELECT room_id || ' ' || account_id AS place FROM memberships JOIN rooms ON rooms.id = room_id
     WHERE receipt_position > rooms.position OR own_position > coalesce((SELECT position FROM account_feeds
       WHERE account_feeds.account_id = memberships.account_id), 0)`,
  ],
  [
    "A seat's marks are beyond the messages, or read beyond delivered, or of nobody's conversation",
    `SELECT seats.account_id || ' ' || student AS place FROM seats LEFT JOIN students ON students.number = student
     WHERE students.number IS NULL OR delivered > message_count OR read > delivered OR read < 0`,
  ],
  [
    "A seat's marks moved beyond the feed that tells of them",
    `SELECT seats.account_id || ' ' || student AS place FROM seats
     JOIN students ON students.number = student LEFT JOIN rooms ON rooms.id = room_id
     WHERE receipt_position > coalesce(rooms.position, 0) OR own_position > coalesce((SELECT position
       FROM account_feeds WHERE account_feeds.account_id = seats.account_id), 0)`,
  ],
  [
    "A device was told of more than there is",
    `SELECT device_id AS place FROM push_subscriptions WHERE told > (SELECT position FROM meta)
     UNION ALL SELECT device_id || ' ' || room_id FROM pushed JOIN rooms ON rooms.id = room_id
     WHERE number > message_count`,
  ],
  [
    "An e-mail told of more than there is",
    `SELECT account_id || ' ' || room_id AS place FROM mailed JOIN rooms ON rooms.id = room_id
     WHERE number > message_count`,
  ],
];

/** Positions and watermarks: none may be beyond what it is a mark in, or what comes next is passed over. */
export function checkMarks(db: Connection, findings: Findings): void {
  for (const [sentence, sql] of NEVER)
    findings.addAll(
      sentence,
      db.all<{ place: string | number }>(sql),
      ({ place }) => `${sentence}: ${place}.`,
    );
}
