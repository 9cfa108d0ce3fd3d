/** What a proof counts: things done to the program, things said to it, and courses of events made from a number. */
export type Tried = "faults" | "inputs" | "seeds";

/** What must never happen to a message, or to somebody's secrets. */
export interface Broken {
  /** Acknowledged, and not in the history of its room, or not with everybody who should have it. */
  lost: number;
  /** One message, more than once in a history or on a screen. */
  doubled: number;
  /** In another order than the room's own. */
  reordered: number;
  /** Told to somebody whom it was not for. */
  leaked: number;
}

export const UNBROKEN: Broken = { lost: 0, doubled: 0, reordered: 0, leaked: 0 };

/** One line of the table. */
export interface Proof {
  /** What was done, as it stands in the table. */
  what: string;
  kind: Tried;
  count: number;
  broken: Broken;
  /** What else was wrong, a sentence each, with what is needed to see it again. A proof with any has failed. */
  failures: readonly string[];
  /** Why nothing was tried: a tool or a right that this machine lacks. Not run is never passed. */
  notRun?: string;
  /** Figures worth keeping, such as `fdatasync 1.05 per commit`. */
  figures?: string;
}

export const notRun = (what: string, kind: Tried, why: string): Proof => ({
  what,
  kind,
  count: 0,
  broken: UNBROKEN,
  failures: [],
  notRun: why,
});

/** A part that could not go on: what it had not tried by then was not tried. */
export const brokenOff = (part: string, error: unknown): Proof => ({
  what: `${part}: broke off`,
  kind: "faults",
  count: 0,
  broken: UNBROKEN,
  failures: [Bun.inspect(error)],
});

/** A part of `npm run prove`, in a folder of its own. */
export interface Part {
  /** How it is chosen on the command line. */
  name: string;
  /** Gives each line of the table as soon as it is known. What is wrong with the program is in its lines; it throws only when it is itself at fault. */
  prove(settings: Settings): AsyncIterable<Proof>;
}

export interface Settings {
  /** Of the simulation. */
  seeds: number;
  /** The first of them. */
  fromSeed: number;
  /** Whether all that happens in them is said. */
  trace: boolean;
  /** Of the soak, in seconds. */
  soakSeconds: number;
  /** How often the program is killed. */
  kills: number;
  /** Says what is going on, on standard error. */
  say(line: string): void;
}
