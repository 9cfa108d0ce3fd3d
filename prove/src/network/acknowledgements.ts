import type { ReplyFrame } from "@encrptalk/protocol";
import { decodeFrame, OPCODE } from "../peers/frame.ts";

const HEAD_END = "\r\n\r\n";

/** Bytes that may go on, and what is to be done with the connection after them. */
export interface Passed {
  bytes: Buffer;
  /** An answer over HTTP was taken out: the next one would be taken for it. */
  isBroken: boolean;
}

/**
 * Reads along what a server sends on one connection, as HTTP and after a 101 as WebSocket frames, in whole answers and
 * whole frames, and can take out those that acknowledge a message.
 */
export class Acknowledgements {
  /** How many were taken out. */
  withheld = 0;
  #held: Buffer = Buffer.alloc(0);
  #speaks: "http" | "frames" | "unknown" = "http";

  pass(bytes: Buffer, withholds: boolean): Passed {
    this.#held = Buffer.concat([this.#held, bytes]);
    const passed: Buffer[] = [];
    for (let unit = this.#next(); unit !== null; unit = this.#next()) {
      if (withholds && isAcknowledgement(unit.text)) {
        this.withheld += 1;
        if (this.#speaks === "http") return { bytes: Buffer.concat(passed), isBroken: true };
      } else passed.push(unit.bytes);
    }
    return { bytes: Buffer.concat(passed), isBroken: false };
  }

  /** The next whole answer or frame; `null` until it is there. */
  #next(): { bytes: Buffer; text: string | null } | null {
    if (this.#held.length === 0) return null;
    if (this.#speaks === "frames") return this.#nextFrame();
    if (this.#speaks === "http") return this.#nextAnswer();
    return { bytes: this.#take(this.#held.length), text: null };
  }

  #nextFrame() {
    const read = decodeFrame(this.#held);
    if (read === null) return null;
    const text = read.frame.opcode === OPCODE.text ? Buffer.from(read.frame.payload).toString() : null;
    return { bytes: this.#take(this.#held.length - read.rest.length), text };
  }

  #nextAnswer() {
    const headLength = this.#held.indexOf(HEAD_END) + HEAD_END.length;
    if (headLength < HEAD_END.length) return null;
    const head = this.#held.subarray(0, headLength).toString("latin1");
    if (head.startsWith("HTTP/1.1 101")) this.#speaks = "frames";
    // Where its end cannot be told, all that comes after goes on unread.
    else if (/^transfer-encoding:/im.test(head)) this.#speaks = "unknown";
    const bodyLength = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (this.#held.length < headLength + bodyLength) return null;
    const bytes = this.#take(headLength + bodyLength);
    return { bytes, text: bytes.subarray(headLength).toString() };
  }

  #take(length: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }
}

/** Only the answer to `message.send` has both numbers. */
function isAcknowledgement(text: string | null): boolean {
  if (!text?.includes('"reply"')) return false;
  const reply = JSON.parse(text) as ReplyFrame;
  if (reply.type !== "reply" || !reply.ok) return false;
  const result = reply.result as { seq?: number; number?: number } | null;
  return result?.seq !== undefined && result.number !== undefined;
}
