import { compareDeskEntries } from "@encrptalk/protocol";
import type { DeskEntryRow } from "./desk-entry-row.ts";

/** Rows in the order of the desk's list. */
export class SortedRows {
  #rows: DeskEntryRow[] = [];

  get length(): number {
    return this.#rows.length;
  }

  replace(rows: DeskEntryRow[]): void {
    this.#rows = rows.sort(compareDeskEntries);
  }

  /** Not twice. */
  insert(row: DeskEntryRow): void {
    const index = this.countUpTo(row);
    if (this.#rows[index - 1] !== row) this.#rows.splice(index, 0, row);
  }

  /** `false`: it is not among them. */
  remove(row: DeskEntryRow): boolean {
    const index = this.countUpTo(row) - 1;
    if (this.#rows[index] !== row) return false;
    this.#rows.splice(index, 1);
    return true;
  }

  /** The first ones. */
  first(count: number): DeskEntryRow[] {
    return this.#rows.slice(0, count);
  }

  /** How many are not beyond `row`. By bisection. */
  countUpTo(row: DeskEntryRow): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#rows[middle];
      if (other !== undefined && compareDeskEntries(other, row) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
