import { PROTOCOL } from "@encrptalk/protocol";
import type { Socket } from "bun";
import type { Carrier, CarrierEvents, Door } from "./carrier.ts";

export interface PausableCarrier extends Carrier {
  /** Reads nothing more, until `resume`: what the server sends fills the buffers of both systems, then its own. */
  pause(): void;
  resume(): void;
}

/** A connection that ended without a closing frame (RFC 6455, 7.1.5). */
export const NO_GOODBYE = 1006;
const TEXT = 1;
const CLOSE = 8;

/** A WebSocket of a few lines over bare TCP (RFC 6455), since no proper one can be told to stop reading. */
export function openPausableSocket({ url, token }: Door, events: CarrierEvents): PausableCarrier {
  const { hostname, port, host } = new URL(url);
  let socket: Socket | null = null;
  let received = Buffer.alloc(0);
  let isOpen = false;
  let isOver = false;

  const end = (code: number) => {
    if (isOver) return;
    isOver = true;
    socket?.end();
    events.closed(code);
  };
  const readHead = () => {
    const headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    if (!received.toString("latin1", 0, 12).startsWith("HTTP/1.1 101")) return end(NO_GOODBYE);
    received = received.subarray(headEnd + 4);
    isOpen = true;
    events.opened();
  };
  const readFrames = () => {
    for (let frame = readFrame(received); frame && !isOver; frame = readFrame(received)) {
      received = received.subarray(frame.bytes);
      if (frame.opcode === TEXT) events.message(frame.payload.toString());
      if (frame.opcode === CLOSE) end(frame.payload.length >= 2 ? frame.payload.readUInt16BE() : NO_GOODBYE);
    }
  };
  void Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      open(opened) {
        socket = opened;
        if (isOver) return void opened.terminate();
        opened.write(
          [
            "GET /ws HTTP/1.1",
            `Host: ${host}`,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`,
            `Sec-WebSocket-Protocol: ${PROTOCOL}`,
            `Authorization: Bearer ${token}`,
            "\r\n",
          ].join("\r\n"),
        );
      },
      data(_, bytes) {
        received = Buffer.concat([received, bytes]);
        if (!isOpen) readHead();
        if (isOpen) readFrames();
      },
      close: () => end(NO_GOODBYE),
      error: () => end(NO_GOODBYE),
    },
  }).catch(() => end(NO_GOODBYE));

  return {
    send: (text) => void socket?.write(maskedFrame(text)),
    cut() {
      isOver = true;
      socket?.terminate();
    },
    pause: () => void socket?.pause(),
    resume: () => void socket?.resume(),
  };
}

/** The first frame of what came, or `null` while it is not all there. A server does not mask (5.1). */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; bytes: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const header = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < header) return null;
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < header + length) return null;
  const payload = bytes.subarray(header, header + length);
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, bytes: header + length };
}

/** A final text frame, masked with zeros (5.2). */
function maskedFrame(text: string): Uint8Array {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
  header[0] = 0x80 | TEXT;
  header[1] = 0x80 | (header.length === 2 ? payload.length : header.length === 4 ? 126 : 127);
  if (header.length === 4) header.writeUInt16BE(payload.length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
}
