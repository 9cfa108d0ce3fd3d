import type { EventPage, RoomId, ServerFrame } from "@encrptalk/protocol";
import type { Person } from "../../program/school.ts";
import { openSocket } from "../open-socket.ts";

const HEARD_WITHIN_MS = 10_000;

/** A live connection that keeps the text of every message and edit of one room, by their numbers in its log. */
export class Ear {
  readonly #texts = new Map<number, string>();
  #look: () => void = () => {};

  private constructor(readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.type === "event") this.#keep(frame.event);
      this.#look();
    };
  }

  static async open(person: Person, roomId: RoomId): Promise<Ear> {
    const socket = await openSocket(person);
    const synced = new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
    const rooms = [{ roomId, seq: 0, position: 0 }];
    const command = { type: "sync", epoch: null, school: 0, account: 0, rooms };
    socket.send(JSON.stringify({ id: "sync", command }));
    await synced;
    return new Ear(socket);
  }

  /** What was heard, as soon as all of these numbers were. */
  async has(seqs: Iterable<number>): Promise<ReadonlyMap<number, string>> {
    const wanted = [...seqs];
    const heard = Promise.withResolvers<ReadonlyMap<number, string>>();
    const timer = setTimeout(() => heard.reject(new Error("not all was heard")), HEARD_WITHIN_MS);
    this.#look = () => {
      if (wanted.every((seq) => this.#texts.has(seq))) heard.resolve(this.#texts);
    };
    this.#look();
    try {
      return await heard.promise;
    } finally {
      clearTimeout(timer);
      this.socket.close();
    }
  }

  #keep(event: EventPage["events"][number]): void {
    if (event.type !== "message.sent" && event.type !== "message.edited") return;
    if (event.body?.alg === "plain") this.#texts.set(event.seq, event.body.text);
  }
}

/** The texts of all of a room's messages and edits as its history has them now, by their numbers in its log. */
export async function historyOf(person: Person, roomId: RoomId): Promise<Map<number, string>> {
  const texts = new Map<number, string>();
  for (let after = 0; ; ) {
    const { events, head } = await person.ask<EventPage>(
      "GET",
      `/api/rooms/${roomId}/events?after=${after}&limit=200`,
    );
    for (const event of events) {
      if ((event.type === "message.sent" || event.type === "message.edited") && event.body?.alg === "plain")
        texts.set(event.seq, event.body.text);
    }
    after = events.at(-1)?.seq ?? head;
    if (after >= head) return texts;
  }
}
