import { type LiveFrame, PROTOCOL, type RoomId, type Synced } from "@encrptalk/protocol";
import { closeSocket, openSocket } from "../peers/open-socket.ts";
import { textOf } from "../stamp.ts";
import type { Seat } from "./orders.ts";
import { Positions } from "./positions.ts";

const BEAT = JSON.stringify({ id: "beat", command: { type: "beat" } });
const SYNCED = '{"type":"reply","id":"sync",';
const REPLY = '{"type":"reply",';
const BEATS = '{"type":"beat"';

/** What a client found out once it had time to look. */
export interface Findings {
  lost: number;
  doubled: number;
}

/**
 * One member of the crowd, on a bare socket. What it hears it keeps, and reads afterwards, so that a process of ten
 * thousand measures the server and not itself.
 */
export class Client {
  readonly #socket: WebSocket;
  readonly seat: Seat;
  readonly #failed: (reason: string) => void;
  readonly #positions: Positions;
  #unread: string[] = [];
  #isLive: boolean;
  #acknowledged: ((reply: string) => void) | null = null;
  /** The message that it wrote last. */
  #number = 0;
  #sent = 0;

  private constructor(socket: WebSocket, seat: Seat, failed: (reason: string) => void) {
    this.#socket = socket;
    this.seat = seat;
    this.#failed = failed;
    this.#positions = new Positions(seat.known ?? { rooms: [] });
    this.#isLive = seat.known === null;
    socket.onmessage = ({ data }: MessageEvent<string>) => this.#hear(data);
  }

  static async connect(url: string, seat: Seat, failed: (reason: string) => void): Promise<Client> {
    const headers = { authorization: `Bearer ${seat.token}` };
    return new Client(await openSocket(url, { protocols: [PROTOCOL], headers }, failed), seat, failed);
  }

  /** Resolves, with the length of the answer, when it is live. */
  async catchUp(): Promise<number> {
    if (!this.seat.known) return 0;
    const answered = this.#answer();
    this.#socket.send(JSON.stringify({ id: "sync", command: { type: "sync", ...this.seat.known } }));
    return (await answered).length;
  }

  /** Resolves when the message is acknowledged. */
  async say(roomId: RoomId = this.seat.roomId): Promise<void> {
    this.#sent += 1;
    const id = `m${this.#sent}`;
    const body = { alg: "plain", text: textOf(this.#sent) };
    const messageId = `crowd-message-${this.#sent}`;
    const acknowledged = this.#answer();
    this.#socket.send(JSON.stringify({ id, command: { type: "message.send", roomId, messageId, body } }));
    const number = Number(/"number":(\d+)/.exec(await acknowledged)?.[1]);
    if (this.#number > 0 && number !== this.#number + 1)
      this.#failed(`message ${number} follows ${this.#number}`);
    this.#number = number;
  }

  /** Reads what was heard, once it is live. */
  read(): Findings {
    // Frames may come before the answer to `sync`, and are applied after it (P14).
    const first = this.#unread.findIndex((frame) => frame.startsWith(SYNCED));
    const [answer] = first >= 0 ? this.#unread.splice(first, 1) : [];
    if (answer) {
      this.#positions.synced((JSON.parse(answer) as { result: Synced }).result);
      this.#isLive = true;
    }
    if (this.#isLive) this.#readFrames();
    const { lost, doubled } = this.#positions;
    return { lost, doubled };
  }

  /** How far it is in a room, of what was read. */
  seqIn(roomId: RoomId): number {
    return this.#positions.seqIn(roomId);
  }

  leave(): void {
    closeSocket(this.#socket);
  }

  #readFrames(): void {
    const heard = this.#unread;
    this.#unread = [];
    for (const frame of heard) {
      if (!frame.startsWith('{"type":"event"') && !frame.startsWith('{"type":"receipts"')) continue;
      this.#positions.heard(JSON.parse(frame) as Extract<LiveFrame, { type: "event" | "receipts" }>);
    }
  }

  #answer(): Promise<string> {
    return new Promise((resolve) => {
      this.#acknowledged = resolve;
    });
  }

  #hear(frame: string): void {
    if (frame.startsWith(BEATS)) return this.#socket.send(BEAT);
    if (!frame.startsWith(REPLY)) return void this.#unread.push(frame);
    if (frame.includes('"ok":false')) this.#failed(frame);
    if (frame.startsWith(SYNCED)) this.#unread.push(frame);
    else if (frame.startsWith('{"type":"reply","id":"beat"')) return;
    this.#acknowledged?.(frame);
  }
}
