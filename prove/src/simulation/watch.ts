import type { AccountId, DeviceId, Position, RoomEvent, RoomId, Seq } from "@encrptalk/protocol";
import type { Change } from "@encrptalk/server/simulation";
import type { HistoryFile } from "./history-file.ts";
import type { Said } from "./line.ts";
import type { SimulatedDevice } from "./people.ts";

/** When an account left a room. */
interface Left {
  readonly seq: Seq;
  readonly position: Position;
}

/** What the server says of a room to somebody. */
interface Told {
  readonly roomId: RoomId;
  readonly events?: readonly RoomEvent[];
  readonly position?: Position;
  /** True now or never, such as who is typing. */
  readonly isLive?: boolean;
}

/**
 * Looks at all that leaves the server: nothing of a room may go to whoever is not in it that was committed after they
 * left, nothing of a student's conversation to another student, and nothing at all to a device that was signed out.
 */
export class Watch {
  readonly leaks: string[] = [];
  readonly #left = new Map<string, Left | null>();
  readonly #students = new Map<RoomId, AccountId>();
  readonly #ended = new Set<DeviceId>();
  readonly #heads = new Map<RoomId, Seq>();

  /** The server has started on this history. */
  begin(history: HistoryFile): void {
    this.#left.clear();
    this.#ended.clear();
    for (const { roomId, studentId } of history.conversations()) this.#students.set(roomId, studentId);
    for (const { roomId, accountId, leftSeq, leftPosition } of history.memberships())
      this.#left.set(
        keyOf(roomId, accountId),
        leftSeq === null ? null : { seq: leftSeq, position: leftPosition ?? 0 },
      );
  }

  committed(change: Change): void {
    if (change.type === "event") this.#heads.set(change.roomId, change.event.seq);
    if (change.type === "joined") {
      const { roomId, conversation } = change.room;
      if (conversation) this.#students.set(roomId, conversation.studentId);
      this.#left.set(keyOf(roomId, change.accountId), null);
    }
    if (change.type === "left") {
      const { roomId, position } = change;
      this.#left.set(keyOf(roomId, change.accountId), { seq: this.#heads.get(roomId) ?? 0, position });
    }
  }

  ended(deviceIds: readonly DeviceId[]): void {
    for (const deviceId of deviceIds) this.#ended.add(deviceId);
  }

  told({ deviceId, person }: SimulatedDevice, { text, value, page }: Said): void {
    if (this.#ended.has(deviceId) && page === undefined)
      this.leaks.push(`${deviceId} is signed out, and hears ${text}`);
    for (const told of toldBy(value as Saying)) {
      const leak = this.#leakOf(person.accountId, person.role, told);
      if (leak) this.leaks.push(`${deviceId} ${leak} ${told.roomId}: ${text.slice(0, 300)}`);
    }
  }

  #leakOf(accountId: AccountId, role: string, told: Told): string | null {
    const { roomId, events = [], position = 0, isLive } = told;
    const studentId = this.#students.get(roomId);
    if (studentId !== undefined)
      return role === "admin" || studentId === accountId ? null : "is another student than in";
    const left = this.#left.get(keyOf(roomId, accountId));
    if (left === null) return null;
    if (left === undefined) return "was never in";
    const isLater = isLive || position > left.position || events.some(({ seq }) => seq > left.seq);
    return isLater ? "has left, and hears of" : null;
  }
}

const keyOf = (roomId: RoomId, accountId: AccountId): string => `${roomId} ${accountId}`;

/** What a frame, an answer or a page may have of this. */
interface Saying {
  type?: string;
  roomId?: RoomId;
  position?: Position;
  event?: RoomEvent;
  events?: RoomEvent[];
  result?: Saying;
  synced?: Saying;
  recent?: Saying;
  updates?: Saying[];
  frames?: Saying[];
}

/** Wherever it stands in what was said. */
function* toldBy(saying: Saying | null | undefined): Iterable<Told> {
  if (!saying) return;
  const {
    type,
    roomId,
    position = 0,
    event,
    events,
    result,
    synced,
    recent,
    updates = [],
    frames = [],
  } = saying;
  if (roomId !== undefined) {
    if (type === "event" && event) yield { roomId, position, events: [event] };
    else if (type === "receipts") yield { roomId, position };
    else if (type === "typing" || type === "presence") yield { roomId, isLive: true };
    else if (events) yield { roomId, events };
  }
  for (const inner of [result, synced, recent, ...updates, ...frames]) yield* toldBy(inner);
}
