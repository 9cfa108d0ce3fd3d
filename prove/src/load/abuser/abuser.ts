import {
  type Command,
  MAX_FRAME_BYTES,
  MAX_MARKS_PER_COMMAND,
  type MessageId,
  type ReplyFrame,
  type RoomId,
} from "@encrptalk/protocol";
import { openPausableSocket, type PausableCarrier } from "../generator/pausable-socket.ts";
import type { Abused } from "./orders.ts";

/** What one account does each second, heeding no refusal: sockets of each kind, and commands on those that flood. */
const SOCKETS = { silent: 40, flooding: 60, junk: 12, oversized: 8 };
const COMMANDS = 10_000;
const TICK_MS = 20;
const PER_TICK = TICK_MS / 1_000;
/** A socket that says nothing more takes a place for so long, so that all places are taken all the time. */
const SILENT_MS = 1_500;
/** Searches that are under way at once, and how soon each is followed by the next. */
const SEARCHES = 8;
const SEARCH_AGAIN_MS = 25;
/** Beginnings of most words, and a phrase that is in most messages. */
const SEARCH = `the* a* i* t* e* s* "has anybody understood" from:Student in:Class ${"x* ".repeat(20)}`;

type Kind = keyof typeof SOCKETS;
const KINDS = Object.keys(SOCKETS) as Kind[];

/** One account that does whatever an account can do to a server, as fast as it can, and heeds no refusal. */
export class Abuser {
  readonly #url: string;
  readonly #tokens: readonly string[];
  readonly #frames: readonly ((number: number) => string)[];
  readonly #sockets = new Set<PausableCarrier>();
  /** Those that the server has let in. */
  readonly #isIn = new Set<PausableCarrier>();
  readonly #flooding = new Set<PausableCarrier>();
  readonly #owed = { silent: 0, flooding: 0, junk: 0, oversized: 0, commands: 0 };
  readonly #abused: Abused = {
    attempts: { sockets: 0, commands: 0, junk: 0, oversized: 0, searches: 0 },
    mostSockets: 0,
    accepted: 0,
    searched: 0,
    refusals: {},
  };
  #isOver = false;

  constructor({ url, tokens, roomId }: { url: string; tokens: readonly string[]; roomId: RoomId }) {
    this.#url = url;
    this.#tokens = tokens;
    this.#frames = framesFor(roomId);
  }

  start(): void {
    void this.#ticking();
    for (let number = 0; number < SEARCHES; number += 1) void this.#searching(number);
  }

  /** Whether it has been refused in each of these ways: codes of closing, or of errors. */
  isRefused(...codes: string[]): boolean {
    return codes.every((code) => code in this.#abused.refusals);
  }

  stop(): Abused {
    this.#isOver = true;
    for (const socket of this.#sockets) socket.cut();
    return this.#abused;
  }

  async #ticking(): Promise<void> {
    let at = performance.now();
    while (!this.#isOver) {
      for (const kind of KINDS)
        for (let due = this.#due(kind, SOCKETS[kind]); due > 0; due -= 1) this.#open(kind);
      this.#flood(this.#due("commands", COMMANDS));
      at += TICK_MS;
      await Bun.sleep(Math.max(0, at - performance.now()));
      // A machine that cannot keep up is not made to do it all at once later.
      at = Math.max(at, performance.now() - 10 * TICK_MS);
    }
  }

  /** How many of these are due now, of so many a second. */
  #due(what: Kind | "commands", perSecond: number): number {
    const owed = this.#owed[what] + perSecond * PER_TICK;
    this.#owed[what] = owed % 1;
    return Math.floor(owed);
  }

  #flood(commands: number): void {
    const sockets = [...this.#flooding];
    for (let sent = 0; sent < commands; sent += 1) {
      const number = this.#abused.attempts.commands;
      const socket = sockets[number % sockets.length];
      if (!socket) return;
      this.#abused.attempts.commands += 1;
      socket.send(this.#frames[number % this.#frames.length]?.(number) ?? "");
    }
  }

  #open(kind: Kind): void {
    const number = this.#abused.attempts.sockets;
    this.#abused.attempts.sockets += 1;
    // What no flood is on is heard out.
    const [last, ...flooding] = this.#tokens.toReversed();
    const token = kind === "junk" || kind === "oversized" ? last : flooding[number % flooding.length];
    const socket: PausableCarrier = openPausableSocket(
      { url: this.#url, token: token ?? "" },
      {
        opened: () => socket.send('{"id":"beat","command":{"type":"beat"}}'),
        message: (text) => this.#heard(socket, kind, text),
        closed: (code) => {
          this.#forget(socket);
          this.#refused(String(code));
        },
      },
    );
    this.#sockets.add(socket);
  }

  #heard(socket: PausableCarrier, kind: Kind, text: string): void {
    if (!this.#isIn.has(socket)) this.#letIn(socket, kind);
    if (!text.startsWith('{"type":"reply"')) return;
    const reply = JSON.parse(text) as ReplyFrame;
    if (reply.ok) this.#abused.accepted += 1;
    else this.#refused(reply.error.code);
  }

  #letIn(socket: PausableCarrier, kind: Kind): void {
    this.#isIn.add(socket);
    this.#abused.mostSockets = Math.max(this.#abused.mostSockets, this.#isIn.size);
    if (kind === "flooding") return void this.#flooding.add(socket);
    if (kind !== "silent") {
      this.#abused.attempts[kind] += 1;
      const frames = FRAMES[kind];
      socket.send(frames[this.#abused.attempts[kind] % frames.length] ?? "");
    }
    setTimeout(() => {
      socket.cut();
      this.#forget(socket);
    }, SILENT_MS);
  }

  #forget(socket: PausableCarrier): void {
    for (const sockets of [this.#sockets, this.#isIn, this.#flooding]) sockets.delete(socket);
  }

  async #searching(number: number): Promise<void> {
    const headers = { authorization: `Bearer ${this.#tokens[number % this.#tokens.length]}` };
    while (!this.#isOver) {
      this.#abused.attempts.searches += 1;
      const q = encodeURIComponent(SEARCH);
      const response = await fetch(`${this.#url}/api/search?limit=50&q=${q}`, { headers }).catch(() => null);
      if (response?.ok) this.#abused.searched += 1;
      else this.#refused(String(response?.status ?? "no answer"));
      await response?.arrayBuffer().catch(() => null);
      await Bun.sleep(SEARCH_AGAIN_MS);
    }
  }

  #refused(code: string): void {
    this.#abused.refusals[code] = (this.#abused.refusals[code] ?? 0) + 1;
  }
}

const FRAMES = {
  oversized: ["x".repeat(MAX_FRAME_BYTES + 1)],
  junk: ["", "{", "null", "[]", `{"id":"1","command":${"[".repeat(5_000)}`, '{"id":{},"command":{}}'],
};

/** What it sends in turn: messages, and what costs a server more than the abuser. */
function framesFor(roomId: RoomId): ((number: number) => string)[] {
  const encode = (command: Command) => JSON.stringify({ id: "abuse", command });
  const marks = Array.from({ length: MAX_MARKS_PER_COMMAND }, (_, number) => ({
    roomId: `room-${number}` as RoomId,
    delivered: 1,
    read: 1,
  }));
  const mark = encode({ type: "receipts.mark", marks });
  const type = encode({ type: "typing.set", roomId, typing: true });
  const rooms = [{ roomId, seq: 0, position: 0 }];
  const sync = encode({ type: "sync", epoch: null, school: 0, account: 0, rooms });
  const say = (number: number) =>
    encode({
      type: "message.send",
      roomId,
      messageId: `abuse-${number}` as MessageId,
      body: { alg: "plain", text: "buy now" },
    });
  return [say, () => type, say, () => sync, say, () => mark];
}
