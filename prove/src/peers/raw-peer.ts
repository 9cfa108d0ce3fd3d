import { connect, type Socket } from "node:net";
import { PROTOCOL, type ServerFrame } from "@encrptalk/protocol";
import { FIRST_SYNC, type Person } from "../program/school.ts";
import { decodeFrame, encodeFrame, type Frame, OPCODE, textFrame } from "./frame.ts";

const ANSWER_WITHIN_MS = 5_000;

/** How a connection ended: the code of the server's close frame, or `cut` when it sent none. */
export type End = number | "cut";

/** A peer over bare TCP, which may say what no proper client can be made to say. */
export class RawPeer {
  /** The head of the answer to the upgrade, once it has come. */
  head: string | null = null;
  /** Resolves when the server has closed the connection. */
  readonly ended: Promise<End>;
  readonly #socket: Socket;
  readonly #frames: Frame[] = [];
  readonly #waiting = new Set<() => void>();
  #bytes: Buffer = Buffer.alloc(0);
  #requests = 0;

  /** Connects and says nothing yet. */
  constructor(readonly person: Person) {
    const { hostname, port } = new URL(person.program.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket = socket;
    const ended = Promise.withResolvers<End>();
    this.ended = ended.promise;
    socket.on("data", (bytes) => this.#received(bytes));
    // What is written to a connection that the server has ended fails, as it should.
    socket.on("error", () => {});
    socket.on("close", () => {
      ended.resolve(this.#closeCode());
      this.#look();
    });
  }

  /** Upgraded, and caught up. */
  static async open(person: Person): Promise<RawPeer> {
    const peer = new RawPeer(person);
    peer.write(Buffer.from(upgradeOf(person)));
    await peer.next(() => peer.head !== null);
    await peer.ask(FIRST_SYNC);
    return peer;
  }

  write(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Each piece in a write of its own, that leaves before the next. */
  async writeSlowly(pieces: Iterable<Uint8Array>): Promise<void> {
    for (const piece of pieces) {
      if (this.#socket.destroyed) return;
      await new Promise((resolve) => this.#socket.write(piece, resolve));
    }
  }

  send(...frames: readonly Frame[]): void {
    this.write(Buffer.concat(frames.map(encodeFrame)));
  }

  /** The reply to a command. Rejects when the connection ends before. */
  ask(command: object): Promise<ServerFrame> {
    this.#requests += 1;
    const id = `raw-${this.#requests}`;
    this.send(textFrame(JSON.stringify({ id, command })));
    return this.reply(id);
  }

  /** The reply to the request of this id, past or coming. */
  async reply(id: string): Promise<ServerFrame> {
    const isIt = (frame: ServerFrame) => frame.type === "reply" && frame.id === id;
    await this.next(() => this.said.some(isIt));
    const reply = this.said.find(isIt);
    if (!reply) throw new Error(`no reply to ${id}: the connection ended, ${this.#closeCode()}`);
    return reply;
  }

  /** Resolves when it holds, or when the connection has ended. Rejects when neither comes. */
  next(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!holds() && !this.#socket.closed) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`nothing of the kind came in ${ANSWER_WITHIN_MS} ms`));
      }, ANSWER_WITHIN_MS);
      this.#waiting.add(look);
      look();
    });
  }

  /** The protocol's frames that came. */
  get said(): ServerFrame[] {
    return this.#frames
      .filter(({ opcode }) => opcode === OPCODE.text)
      .map(({ payload }) => JSON.parse(Buffer.from(payload).toString()));
  }

  /** Payloads of the pongs that came. */
  get pongs(): string[] {
    return this.#frames
      .filter(({ opcode }) => opcode === OPCODE.pong)
      .map(({ payload }) => Buffer.from(payload).toString());
  }

  /** Takes nothing more from the server, however much it sends. */
  stopReading(): void {
    this.#socket.pause();
  }

  goOnReading(): void {
    this.#socket.resume();
  }

  /** Lets go without a word. */
  drop(): void {
    this.#socket.destroy();
  }

  #closeCode(): End {
    const payload = this.#frames.find(({ opcode }) => opcode === OPCODE.close)?.payload;
    if (payload === undefined) return "cut";
    return payload.length < 2 ? 1005 : Buffer.from(payload).readUInt16BE(0);
  }

  #received(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (this.head === null) {
      const end = this.#bytes.indexOf("\r\n\r\n");
      if (end < 0) return;
      this.head = this.#bytes.subarray(0, end).toString("latin1");
      this.#bytes = this.#bytes.subarray(end + 4);
    }
    for (let read = decodeFrame(this.#bytes); read !== null; read = decodeFrame(this.#bytes)) {
      this.#frames.push(read.frame);
      this.#bytes = read.rest;
    }
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }
}

/** The request that asks for a WebSocket. `changes`: header lines instead of these; `null` leaves one out. */
export function upgradeOf(person: Person, changes: Record<string, string | null> = {}): string {
  const headers: Record<string, string | null> = {
    Host: new URL(person.program.url).host,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": PROTOCOL,
    ...person.headers,
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return `GET /ws HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}
