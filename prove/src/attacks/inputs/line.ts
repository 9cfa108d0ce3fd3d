import type { ProtocolErrorBody, ReplyFrame, ServerFrame } from "@encrptalk/protocol";
import type { Person } from "../../program/school.ts";
import { openSocket } from "../open-socket.ts";

const ANSWERED_WITHIN_MS = 10_000;

/** What became of a frame: it was answered, or the connection was closed on it, after a word about why. */
export type Outcome =
  | { kind: "answered"; reply: ReplyFrame }
  | { kind: "closed"; code: number; error: ProtocolErrorBody | null };

/** One person's WebSocket on which anything is said, a frame at a time. Opened again when it was closed. */
export class Line {
  #socket: WebSocket | null = null;

  constructor(readonly person: Person) {}

  /** Rejects on silence. */
  async say(frame: string | Uint8Array<ArrayBuffer>): Promise<Outcome> {
    const socket = this.#socket ?? (await this.#open());
    const outcome = Promise.withResolvers<Outcome>();
    let error: ProtocolErrorBody | null = null;
    socket.onmessage = ({ data }) => {
      const heard = JSON.parse(String(data)) as ServerFrame;
      if (heard.type === "reply") outcome.resolve({ kind: "answered", reply: heard });
      if (heard.type === "error") error = heard.error;
    };
    socket.onclose = ({ code }) => {
      this.#socket = null;
      outcome.resolve({ kind: "closed", code, error });
    };
    const timer = setTimeout(
      () => outcome.reject(new Error(`silence on ${String(frame).slice(0, 500)}`)),
      ANSWERED_WITHIN_MS,
    );
    socket.send(frame);
    try {
      return await outcome.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#socket?.close();
    this.#socket = null;
  }

  async #open(): Promise<WebSocket> {
    const socket = await openSocket(this.person);
    this.#socket = socket;
    return socket;
  }
}
