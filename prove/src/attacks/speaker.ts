import type { Command, ReplyFrame, ServerFrame } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";
import { openSocket } from "./open-socket.ts";

/** A WebSocket that asks one thing after the other, and remembers all that it hears. */
export class Speaker {
  readonly heard: ServerFrame[] = [];
  /** Resolves with the code when it is closed. */
  readonly closed: Promise<number>;
  readonly #replies = new Map<string, (reply: ReplyFrame) => void>();
  #asked = 0;

  private constructor(readonly socket: WebSocket) {
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      this.heard.push(frame);
      if (frame.type === "reply") this.#replies.get(frame.id)?.(frame);
    });
    this.closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  }

  /** Rejects when the server refuses the WebSocket; one that it closes as soon as it is open says so in `closed`. */
  static async connect(by: Pick<Person, "program" | "headers"> & { query?: string }): Promise<Speaker> {
    return new Speaker(await openSocket(by));
  }

  ask(command: Command): Promise<ReplyFrame> {
    this.#asked += 1;
    const id = String(this.#asked);
    const reply = new Promise<ReplyFrame>((resolve) => this.#replies.set(id, resolve));
    this.socket.send(JSON.stringify({ id, command }));
    return reply;
  }

  close(): void {
    this.socket.close();
  }
}
