import { appendFileSync } from "node:fs";
import type { Broken } from "../proof.ts";

/** Where the tests of this folder write down what they tried, when `npm run prove` runs them. */
const TALLY_FILE = process.env.PROVE_TALLY;

/** `npm run prove` tries everything; `npm test` a part of it that was chosen to be quick. */
export const IS_WHOLE = TALLY_FILE !== undefined;

/** What a test tried, as it stands in the table. */
export interface Tally {
  what: string;
  count: number;
  broken: Partial<Broken>;
  notRun?: string;
  figures?: string;
}

/** Writes a line of the table. Called after the test's assertions, or before one that `broken` makes fail. */
export function tried(what: string, count: number, more: Partial<Omit<Tally, "what" | "count">> = {}): void {
  if (TALLY_FILE === undefined) return;
  appendFileSync(TALLY_FILE, `${JSON.stringify({ what, count, broken: {}, ...more } satisfies Tally)}\n`);
}
