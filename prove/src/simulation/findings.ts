import type { Broken } from "../proof.ts";

export type BrokenKind = keyof Broken;

/** What is wrong at the end of a course: of which kind, and a sentence. `other`: wrong, and no message's fate. */
export interface Finding {
  readonly kind: BrokenKind | "other";
  readonly what: string;
}

export class Findings {
  readonly all: Finding[] = [];

  add(kind: Finding["kind"], what: string): void {
    this.all.push({ kind, what });
  }

  /** Both are JSON's to compare; what differs is shown. */
  same(what: string, shown: unknown, fresh: unknown): void {
    if (!Bun.deepEquals(shown, fresh))
      this.add("other", `${what} is ${JSON.stringify(shown)} and should be ${JSON.stringify(fresh)}`);
  }
}
