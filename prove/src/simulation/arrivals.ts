import type { Arrival } from "@encrptalk/client";
import type { RoomId, Seq } from "@encrptalk/protocol";
import type { Finding } from "./findings.ts";

/**
 * Follows what one client tells of each room as it comes in: each event is the one after the last, with none left out
 * and none told again. It may go on elsewhere only where the server has said so: after the head that a room was given
 * with, at the events that a `limited` update brought, and anywhere in another history.
 */
export class Arrivals {
  readonly #name: string;
  readonly #wrong: (finding: Finding) => void;
  readonly #last = new Map<RoomId, Seq>();
  readonly #landings = new Map<RoomId, Set<Seq>>();

  constructor(name: string, wrong: (finding: Finding) => void) {
    this.#name = name;
    this.#wrong = wrong;
  }

  arrived({ roomId, event: { seq }, by }: Arrival): void {
    const last = this.#last.get(roomId);
    this.#last.set(roomId, Math.max(seq, last ?? 0));
    if (last === undefined || seq === last + 1) return;
    const what = `${this.#name} is told ${seq} of ${roomId} (${by}) after ${last}`;
    if (seq <= last) this.#wrong({ kind: seq === last ? "doubled" : "reordered", what });
    else if (!this.#landings.get(roomId)?.has(seq)) this.#wrong({ kind: "lost", what });
  }

  /** `value`: what the server has said to this client, as JSON gives it. */
  told(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const { roomId, head, status, events, reset } = value as Said;
    if (reset === true) this.#last.clear();
    if (roomId !== undefined && head !== undefined) this.#mayLandAt(roomId, head + 1);
    const first = status === "limited" ? events?.[0]?.seq : undefined;
    if (roomId !== undefined && first !== undefined) this.#mayLandAt(roomId, first);
    for (const inner of Object.values(value)) this.told(inner);
  }

  #mayLandAt(roomId: RoomId, seq: Seq): void {
    const landings = this.#landings.get(roomId);
    if (landings) landings.add(seq);
    else this.#landings.set(roomId, new Set([seq]));
  }
}

/** What any part of a frame, an answer or a page may have of this. */
interface Said {
  roomId?: RoomId;
  head?: Seq;
  status?: string;
  events?: { seq: Seq }[];
  reset?: boolean;
}
