import { type Command, type MessageId, PROTOCOL, type RoomId } from "@encrptalk/protocol";
import { closeSocket, openSocket } from "../peers/open-socket.ts";

/** Messages on their way to the server at once: few, so that others who write get between them. */
const UNDER_WAY = 10;

/** Somebody who writes by a program, as fast as the server takes it. */
export class Speaker {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, { resolve(): void; reject(error: Error): void }>();
  #commands = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data: frame }: MessageEvent<string>) => this.#hear(frame);
  }

  /** `token`: of somebody's program. */
  static async connect(host: string, token: string): Promise<Speaker> {
    const headers = { authorization: `Bearer ${token}` };
    let fail = (_reason: string) => {};
    const socket = await openSocket(`ws://${host}/ws`, { protocols: [PROTOCOL], headers }, (reason) =>
      fail(reason),
    );
    const speaker = new Speaker(socket);
    fail = (reason) => speaker.#fail(reason);
    return speaker;
  }

  /** Resolves when the server has it on its disk. */
  say(roomId: RoomId, text: string): Promise<void> {
    const body = { alg: "plain", text } as const;
    const messageId = crypto.randomUUID() as MessageId;
    return this.#command({ type: "message.send", roomId, messageId, body });
  }

  /** Says all of it. */
  async sayAll(roomId: RoomId, texts: readonly string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += UNDER_WAY)
      await Promise.all(texts.slice(from, from + UNDER_WAY).map((text) => this.say(roomId, text)));
  }

  /** One message each so many ms, until the result is called. */
  keepSaying(roomId: RoomId, everyMs: number): () => void {
    let said = 0;
    const timer = setInterval(() => {
      said += 1;
      // A refusal would end the measurement elsewhere: the messages are waited for.
      this.say(roomId, `A word between, number ${said}.`).catch(() => {});
    }, everyMs);
    return () => clearInterval(timer);
  }

  close(): void {
    closeSocket(this.#socket);
  }

  #command(command: Command): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#commands += 1;
    const id = String(this.#commands);
    this.#waiting.set(id, { resolve, reject });
    this.#socket.send(JSON.stringify({ id, command }));
    return promise;
  }

  #hear(text: string): void {
    const frame = JSON.parse(text) as { type?: string; id?: string; ok?: boolean };
    if (frame.type === "beat") this.#command({ type: "beat" }).catch(() => {});
    const waiting = frame.id === undefined ? undefined : this.#waiting.get(frame.id);
    if (frame.id === undefined || !waiting) return;
    this.#waiting.delete(frame.id);
    if (frame.ok === false) waiting.reject(new Error(`Refused: ${text}`));
    else waiting.resolve();
  }

  #fail(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
