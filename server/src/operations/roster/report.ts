import type { RosterCheck, RosterField, RosterVerdict } from "@encrptalk/protocol";

const FIELDS: Record<RosterField, string> = {
  rollId: "roll ID",
  name: "name",
  email: "e-mail",
  className: "class",
};

const REASONS: Record<NonNullable<RosterVerdict["reason"]>, string> = {
  missing: "is missing",
  invalid: "is not valid",
  "duplicate-in-file": "is in the list more than once",
  taken: "belongs to another account",
  "not-a-student": "belongs to an administrator",
};

/** The dry run, for a terminal: which column is what, the rows that something happens to, and how many there are. */
export function reportCheck({ headers, columns, missing, counts, verdicts }: RosterCheck): string {
  const found = Object.entries(columns).map(
    ([field, column]) => `  ${FIELDS[field as RosterField].padEnd(8)} ${headers[column] ?? ""}`,
  );
  if (missing.length > 0)
    return [
      `No column has been found for: ${missing.map((field) => FIELDS[field]).join(", ")}.`,
      `The columns of the list are: ${headers.join(", ")}`,
      ...missing.map((field) => `Say which it is: --column ${field}="Name of the column"`),
      "",
    ].join("\n");
  const rows = verdicts.filter(({ verdict }) => verdict !== "unchanged");
  const told = counts.add + counts.update + counts.deactivate + counts.refused;
  return [
    "Columns:",
    ...found,
    "",
    ...tableOf(rows.map(rowOf)),
    ...(rows.length < told ? [`… and ${told - rows.length} more`] : []),
    ...(told > 0 ? [""] : []),
    countsOf(counts),
    "",
  ].join("\n");
}

const countsOf = ({ add, update, unchanged, deactivate, refused }: RosterCheck["counts"]): string =>
  `${add} to add, ${update} to update, ${deactivate} to deactivate, ${unchanged} unchanged, ${refused} refused`;

const rowOf = ({ line, verdict, rollId, name, changes, field, reason }: RosterVerdict): string[] => [
  line === null ? "not in the list" : `line ${line}`,
  verdict,
  rollId,
  name,
  field && reason ? `${FIELDS[field]} ${REASONS[reason]}` : wordsOf(verdict, changes),
];

function wordsOf(verdict: RosterVerdict["verdict"], changes: readonly RosterField[]): string {
  if (verdict !== "update") return "";
  return changes.length > 0 ? changes.map((field) => FIELDS[field]).join(", ") : "active again";
}

/** Columns as wide as their widest cell. */
function tableOf(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, Bun.stringWidth(row[column] ?? "")), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - Bun.stringWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
}
