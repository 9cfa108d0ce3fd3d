import type { Broken, Proof } from "../proof.ts";
import type { Verdict } from "./verdict.ts";

/** Of one thing that is wrong a few sentences are enough. */
const MOST_SENTENCES = 8;

/** What came out of doing one thing to the program again and again: a line of the table. */
export class Findings {
  readonly broken: Broken = { lost: 0, doubled: 0, reordered: 0, leaked: 0 };
  readonly failures: string[] = [];
  count = 0;

  /** A fault that was survived, or not. `how`: what is needed to see it again. Gives whether nothing was wrong. */
  add({ broken, failures }: Verdict, how: string): boolean {
    this.count++;
    for (const what of ["lost", "doubled", "reordered", "leaked"] as const) this.broken[what] += broken[what];
    this.failures.push(...failures.slice(0, MOST_SENTENCES).map((failure) => `${how}: ${failure}`));
    return failures.length === 0;
  }

  failed(sentence: string): void {
    this.failures.push(sentence);
  }

  proof(what: string, figures?: string): Proof {
    const { count, broken, failures } = this;
    return { what, kind: "faults", count, broken, failures, ...(figures === undefined ? {} : { figures }) };
  }
}
