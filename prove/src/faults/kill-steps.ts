import type { Injection } from "./injection.ts";

/** A place on the path of a message at which the program is killed. */
export interface KillStep {
  what: string;
  /** Of all kills, so many parts are at this step. */
  share: number;
  /** `null`: at any moment. `which` counts the kills of this step from 0. */
  injection: ((which: number) => Omit<Injection, "act"> & { path?: string }) | null;
  /** What goes on meanwhile: everyone talks, or one person says one thing. */
  traffic: "talk" | "one message";
  /** What has become of that one message when the program dies: what makes sure that it was killed there. */
  expected?: { stored: boolean; acknowledged: boolean };
  /** Whether what was written and not flushed is taken away before the next start, as by a power cut. */
  powerCut?: boolean;
  /** Whether everything that was said must be found by searching afterwards. */
  searched?: boolean;
}

const LOG = "encrptalk.db-wal";
const INDEX_LOG = "search.db-wal";

const nth = (which: number, most: number): `${number}` => `${1 + (which % most)}`;

/**
 * In the order of the path. The sender's own connection is told first: the event, then the answer; then the others.
 * Files are named as in the data folder.
 */
export const killSteps: readonly KillStep[] = [
  {
    what: "kill -9 before and within the write to the log",
    share: 3,
    injection: (which) => ({ call: "pwrite64", path: LOG, when: nth(which, 16) }),
    traffic: "talk",
  },
  {
    what: "kill -9 when it is written, before it is flushed",
    share: 3,
    injection: (which) => ({ call: "fsync", path: LOG, when: nth(which, 4) }),
    traffic: "talk",
  },
  {
    what: "power cut: what was not flushed is gone",
    share: 3,
    injection: (which) => ({ call: "pwrite64", path: LOG, when: nth(7 * which, 120) }),
    traffic: "talk",
    powerCut: true,
  },
  {
    what: "kill -9 when it is committed, before anybody is told",
    share: 2,
    injection: () => ({ call: "sendto", when: "1" }),
    traffic: "one message",
    expected: { stored: true, acknowledged: false },
  },
  {
    what: "kill -9 when it is published, before the answer",
    share: 2,
    injection: () => ({ call: "sendto", when: "2" }),
    traffic: "one message",
    expected: { stored: true, acknowledged: false },
  },
  {
    what: "kill -9 when it is answered, before the others are told",
    share: 2,
    injection: () => ({ call: "sendto", when: "3" }),
    traffic: "one message",
    expected: { stored: true, acknowledged: true },
  },
  {
    what: "kill -9 while everyone is told",
    share: 2,
    injection: (which) => ({ call: "sendto", when: nth(which, 20) }),
    traffic: "talk",
  },
  {
    what: "kill -9 while indexing",
    share: 3,
    injection: (which) => ({ call: "pwrite64", path: INDEX_LOG, when: nth(which, 24) }),
    traffic: "talk",
    searched: true,
  },
  { what: "kill -9 at any moment", share: 3, injection: null, traffic: "talk" },
];
