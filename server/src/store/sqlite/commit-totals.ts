import type { Position, Timestamp } from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import { ACTIVITY_QUARTER_MS } from "./rows.ts";

/** How far a feed is after a change and was before it. */
export interface Move {
  position: Position;
  previous: Position;
}

interface Heads {
  position: Position;
  school: Position;
  desk: Position;
}

interface Activity {
  fromStudents: number;
  fromStaff: number;
}

const HEADS = "SELECT position, school_position AS school, desk_position AS desk FROM meta";

/**
 * What nearly every write moves, read once and written once for all that are committed together. What an operation moves
 * here it also writes of by a statement: by that it is seen that it cannot be refused any more by itself.
 */
export class CommitTotals {
  readonly #db: Connection;
  readonly #heads: Heads;
  readonly #before: Position;
  /** By quarter of an hour. */
  readonly #activity = new Map<number, Activity>();

  constructor(db: Connection) {
    this.#db = db;
    this.#heads = db.get<Heads>(HEADS) ?? { position: 0, school: 0, desk: 0 };
    this.#before = this.#heads.position;
  }

  nextPosition(): Position {
    this.#heads.position += 1;
    return this.#heads.position;
  }

  /** Moves the feed of the school or of the desk to the next position. */
  move(feed: "school" | "desk"): Move {
    const previous = this.#heads[feed];
    const position = this.nextPosition();
    this.#heads[feed] = position;
    return { position, previous };
  }

  /** For the desk's figures. */
  countMessage(at: Timestamp, isStudents: boolean): void {
    const quarter = Math.floor(at / ACTIVITY_QUARTER_MS);
    const activity = this.#activity.get(quarter) ?? { fromStudents: 0, fromStaff: 0 };
    activity[isStudents ? "fromStudents" : "fromStaff"] += 1;
    this.#activity.set(quarter, activity);
  }

  write(): void {
    const { position, school, desk } = this.#heads;
    if (position > this.#before)
      this.#db.run(
        "UPDATE meta SET position = ?, school_position = ?, desk_position = ?",
        position,
        school,
        desk,
      );
    for (const [quarter, { fromStudents, fromStaff }] of this.#activity)
      this.#db.run(
        `INSERT INTO desk_activity VALUES (?1, ?2, ?3) ON CONFLICT (quarter) DO UPDATE
         SET from_students = from_students + ?2, from_staff = from_staff + ?3`,
        quarter,
        fromStudents,
        fromStaff,
      );
  }
}
