/** Which page of a list is wanted: `after` is the id of the last row of the page before. */
export interface Page {
  after: string | undefined;
  limit: number;
}

/** Cuts a page from rows of which one more than `limit` was asked for, and gives the cursor to the next one. */
export function page<Row>(
  found: Row[],
  limit: number,
  id: (row: Row) => string,
): { rows: Row[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? id(last) : null };
}
