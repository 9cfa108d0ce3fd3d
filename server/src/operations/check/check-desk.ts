import { foldText } from "@encrptalk/protocol";
import type { Connection } from "../../store/sqlite/connection.ts";
import { searchKey } from "../../store/sqlite/students.ts";
import { compare, type Replayed } from "./check-log.ts";
import type { Findings } from "./findings.ts";

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  email: string;
  roll_id: string | null;
  account_class: string | null;
  is_active: 0 | 1;
  room_id: string | null;
}

const STUDENTS = `
  SELECT account.id, account.name, account.email, account.roll_id, account.class_name AS account_class,
    account.deactivated_at IS NULL AS is_active, student.*,
    (SELECT id FROM rooms WHERE student_id = account.id) AS own_room_id
  FROM accounts AS account LEFT JOIN students AS student ON student.account_id = account.id
  WHERE account.role = 'student' OR student.number IS NOT NULL`;

/** The desk's list: each student's row, by their account and by the log of their conversation. */
export function checkDesk(db: Connection, { rooms }: Replayed, findings: Findings): void {
  for (const row of db.all<Row>(STUDENTS)) {
    const found = (sentence: string) => findings.add("desk", sentence);
    const { id, name, email, roll_id, account_class, is_active, own_room_id } = row;
    compare(
      `Student ${id}`,
      row,
      {
        account_id: id,
        listed: is_active,
        name_key: foldText(name),
        search_key: searchKey([name, email, roll_id ?? ""]),
        class_name: account_class ?? "",
        room_id: own_room_id,
      },
      found,
    );
    const room = row.room_id === null ? undefined : rooms.get(row.room_id);
    if (row.account_id !== null) compare(`Student ${id}`, row, conversationOf(room), found);
  }
  findings.addAll(
    "desk",
    db.all<{ id: string }>("SELECT id, name FROM accounts WHERE name_key = ''"),
    ({ id }) => `Account ${id} cannot be found by its name.`,
  );
}

function conversationOf(room: ReturnType<Replayed["rooms"]["get"]>): Record<string, unknown> {
  const { firstMessageAt = null, firstResponseAt = null } = room ?? {};
  return {
    status: room?.status.is ?? null,
    started_at: room?.createdAt ?? null,
    message_count: room?.messageCount ?? 0,
    last_message_seq: room?.lastMessage?.seq ?? null,
    last_message_at: room?.lastMessage?.at ?? null,
    waiting_since: room?.waitingSince ?? null,
    first_message_at: firstMessageAt,
    first_response_at: firstResponseAt,
    first_response_ms:
      firstMessageAt === null || firstResponseAt === null
        ? null
        : Math.max(0, firstResponseAt - firstMessageAt),
  };
}
