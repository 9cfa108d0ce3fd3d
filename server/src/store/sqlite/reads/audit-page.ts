import type { AuditQuery, RoomId } from "@encrptalk/protocol";
import type { AuditRows } from "../../audit-entry.ts";
import { type AuditRow, toRecord } from "../audit/audit-row.ts";
import type { Connection, Parameter } from "../connection.ts";

/** Newest first. */
export function auditPage(db: Connection, query: AuditQuery): AuditRows {
  const { where, parameters } = conditionsOf(query);
  const found = db.all<AuditRow>(
    `SELECT * FROM audit${where} ORDER BY number DESC LIMIT ?`,
    ...parameters,
    query.limit + 1,
  );
  const records = found.slice(0, query.limit).map(toRecord);
  const last = records.at(-1);
  return {
    records,
    rooms: db.all<{ roomId: RoomId; title: string }>(
      `SELECT room.id AS roomId, title FROM json_each(?) AS wanted JOIN rooms AS room ON room.id = wanted.value
       WHERE kind = 'group'`,
      JSON.stringify([...new Set(records.flatMap(({ roomId }) => roomId ?? []))]),
    ),
    next: last && found.length > query.limit ? last.number : null,
  };
}

function conditionsOf({ kind, person, from, to, before }: AuditQuery): {
  where: string;
  parameters: Parameter[];
} {
  const conditions: [string, Parameter[]][] = [];
  if (kind !== undefined) conditions.push(["kind = ?", [kind]]);
  if (person !== undefined) conditions.push(["(account_id = ? OR subject_id = ?)", [person, person]]);
  if (from !== undefined) conditions.push(["at >= ?", [from]]);
  if (to !== undefined) conditions.push(["at < ?", [to]]);
  if (before !== undefined) conditions.push(["number < ?", [before]]);
  return {
    where: conditions.length === 0 ? "" : ` WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`,
    parameters: conditions.flatMap(([, parameters]) => parameters),
  };
}
