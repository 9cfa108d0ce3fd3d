import {
  type Command,
  MAX_FRAME_BYTES,
  MAX_MARKS_PER_COMMAND,
  type MessageId,
  type ReplyFrame,
  type RoomId,
} from "@encrptalk/protocol";
import { openPausableSocket } from "../generator/pausable-socket.ts";
import type { Abused } from "./orders.ts";

/** What one account does each second. */
const SOCKETS = 100;
const COMMANDS = 10_000;
const JUNK = 20;
const OVERSIZED = 10;
/** Searches that are always under way. */
const SEARCHES = 8;
const TICK_MS = 20;
const PER_TICK = TICK_MS / 1_000;
/** Words that are in most messages, and beginnings of most words. */
const SEARCH = `the* a* i* t* e* s* "has anybody understood" from:Student in:Class ${"x* ".repeat(20)}`;

interface Held {
  socket: ReturnType<typeof openPausableSocket>;
  hasSpoken: boolean;
}

/** One account that does whatever an account can do to a server, as fast as it can, and heeds no refusal. */
export class Abuser {
  readonly #url: string;
  readonly #tokens: readonly string[];
  readonly #frames: readonly ((number: number) => string)[];
  readonly #sockets = new Set<Held>();
  readonly #abused: Abused = {
    attempts: { sockets: 0, commands: 0, junk: 0, oversized: 0, searches: 0 },
    mostSockets: 0,
    accepted: 0,
    searched: 0,
    refusals: {},
  };
  #isOver = false;
  #owed = { sockets: 0, commands: 0, junk: 0, oversized: 0 };

  constructor({ url, tokens, roomId }: { url: string; tokens: readonly string[]; roomId: RoomId }) {
    this.#url = url;
    this.#tokens = tokens;
    this.#frames = framesFor(roomId);
  }

  start(): void {
    void this.#ticking();
    for (let number = 0; number < SEARCHES; number += 1) void this.#searching(number);
  }

  stop(): Abused {
    this.#isOver = true;
    for (const { socket } of this.#sockets) socket.cut();
    return this.#abused;
  }

  async #ticking(): Promise<void> {
    let at = performance.now();
    while (!this.#isOver) {
      this.#tick();
      at += TICK_MS;
      await Bun.sleep(Math.max(0, at - performance.now()));
      // A machine that cannot keep up is not made to do it all at once later.
      at = Math.max(at, performance.now() - 10 * TICK_MS);
    }
  }

  #tick(): void {
    this.#owed.sockets += SOCKETS * PER_TICK;
    this.#owed.commands += COMMANDS * PER_TICK;
    this.#owed.junk += JUNK * PER_TICK;
    this.#owed.oversized += OVERSIZED * PER_TICK;
    for (; this.#owed.sockets >= 1; this.#owed.sockets -= 1) this.#open();
    const held = [...this.#sockets].filter(({ hasSpoken }) => hasSpoken);
    this.#abused.mostSockets = Math.max(this.#abused.mostSockets, held.length);
    const spread = (attempt: "junk" | "oversized" | "commands", text: (number: number) => string) => {
      for (; this.#owed[attempt] >= 1; this.#owed[attempt] -= 1) {
        const number = this.#abused.attempts[attempt];
        const one = held[number % held.length];
        if (!one) return;
        this.#abused.attempts[attempt] += 1;
        one.socket.send(text(number));
      }
    };
    spread("commands", (number) => this.#frames[number % this.#frames.length]?.(number) ?? "");
    spread("junk", (number) => JUNK_FRAMES[number % JUNK_FRAMES.length] ?? "");
    spread("oversized", () => OVERSIZED_FRAME);
  }

  #open(): void {
    this.#abused.attempts.sockets += 1;
    const token = this.#tokens[this.#abused.attempts.sockets % this.#tokens.length] ?? "";
    const held: Held = {
      hasSpoken: false,
      socket: openPausableSocket(
        { url: this.#url, token },
        {
          opened: () => held.socket.send('{"id":"beat","command":{"type":"beat"}}'),
          message: (text) => this.#heard(held, text),
          closed: (code) => {
            this.#sockets.delete(held);
            this.#refused(String(code));
          },
        },
      ),
    };
    this.#sockets.add(held);
  }

  #heard(held: Held, text: string): void {
    held.hasSpoken = true;
    if (!text.startsWith('{"type":"reply"')) return;
    const reply = JSON.parse(text) as ReplyFrame;
    if (reply.ok) this.#abused.accepted += 1;
    else this.#refused(reply.error.code);
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
    }
  }

  #refused(code: string): void {
    this.#abused.refusals[code] = (this.#abused.refusals[code] ?? 0) + 1;
  }
}

const OVERSIZED_FRAME = "x".repeat(MAX_FRAME_BYTES + 1);
const JUNK_FRAMES = [
  "",
  "{",
  "null",
  "[]",
  `{"id":"1","command":${"[".repeat(5_000)}`,
  '{"id":{},"command":{}}',
];

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
