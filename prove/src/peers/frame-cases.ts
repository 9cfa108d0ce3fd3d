import { CLOSE, MAX_FRAME_BYTES } from "@encrptalk/protocol";
import { closeFrame, cut, type Frame, fragmentsOf, OPCODE, textFrame } from "./frame.ts";

/** Something said to the server, and what it has to do then. */
export interface FrameCase {
  what: string;
  /** Made when it is its turn: some are many. */
  frames(): readonly Frame[];
  /** The request `case` is answered, or the connection ends with this close code (RFC 6455, 7.4). */
  outcome: "answered" | number;
  /** Payloads of the pongs that come before. */
  pongs?: readonly string[];
}

/** The id of the request in each case. */
export const CASE_ID = "case";

const PROTOCOL_ERROR = 1002;
const NO_CODE = 1005;
const NOT_TEXT = 1007;
const TOO_LARGE = 1009;

const beat = Buffer.from(JSON.stringify({ id: CASE_ID, command: { type: "beat" } }));
const beatFrame: Frame = { opcode: OPCODE.text, payload: beat };

/** The same request in so many bytes. */
const longBeat = (bytes: number) => Buffer.concat([beat, Buffer.alloc(bytes - beat.length, " ")]);
const bytewise = (bytes: number) => fragmentsOf(cut(longBeat(bytes), 1));
const inTwo = () => fragmentsOf([beat.subarray(0, 5), beat.subarray(5)]);
const between = (inserted: Frame): readonly Frame[] => inTwo().flatMap((part) => [part, inserted]);
const control = (opcode: number, size: number, more: Partial<Frame> = {}): Frame => ({
  opcode,
  payload: Buffer.alloc(size, "a"),
  ...more,
});

const answered = (
  what: string,
  frames: () => readonly Frame[],
  pongs: readonly string[] = [],
): FrameCase => ({ what, frames, outcome: "answered", pongs });
const ended = (what: string, outcome: number, frames: () => readonly Frame[]): FrameCase => ({
  what,
  frames,
  outcome,
});

const fragments: readonly FrameCase[] = [
  answered("two fragments", inTwo),
  answered("100 fragments of a byte", () => bytewise(100)),
  answered("as many fragments of a byte as a frame has bytes", () => bytewise(MAX_FRAME_BYTES)),
  ended("one fragment of a byte more", TOO_LARGE, () => bytewise(MAX_FRAME_BYTES + 1)),
  ended("200,000 fragments of a byte", TOO_LARGE, () => bytewise(200_000)),
  answered("200,000 empty fragments before the last", () =>
    fragmentsOf([...Array.from({ length: 200_000 }, () => Buffer.alloc(0)), beat]),
  ),
  answered("a ping between fragments", () => between(control(OPCODE.ping, 3)), ["aaa", "aaa"]),
  answered("a pong between fragments that nobody asked for", () => between(control(OPCODE.pong, 3))),
  ended("another message between fragments", PROTOCOL_ERROR, () => between(beatFrame)),
  ended("a continuation of nothing", PROTOCOL_ERROR, () => [{ ...beatFrame, opcode: OPCODE.continuation }]),
];

const controls: readonly FrameCase[] = [
  answered("a ping without payload", () => [control(OPCODE.ping, 0), beatFrame], [""]),
  answered("a ping with 125 bytes", () => [control(OPCODE.ping, 125), beatFrame], ["a".repeat(125)]),
  ended("a ping with 126 bytes", PROTOCOL_ERROR, () => [control(OPCODE.ping, 126), beatFrame]),
  ended("a pong with 126 bytes", PROTOCOL_ERROR, () => [control(OPCODE.pong, 126), beatFrame]),
  ended("a ping with 70,000 bytes", PROTOCOL_ERROR, () => [control(OPCODE.ping, 70_000)]),
  ended("a ping in fragments", PROTOCOL_ERROR, () => [control(OPCODE.ping, 3, { final: false })]),
  ended("a close in fragments", PROTOCOL_ERROR, () => [{ ...closeFrame(1000), final: false }]),
];

const MAY_BE_SENT = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4100, 4199, 4999,
];
const MAY_NOT_BE_SENT = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];

const closes: readonly FrameCase[] = [
  ...MAY_BE_SENT.map((code) => ended(`close ${code}`, code, () => [closeFrame(code, "bye")])),
  ...MAY_NOT_BE_SENT.map((code) => ended(`close ${code}`, PROTOCOL_ERROR, () => [closeFrame(code)])),
  ended("a close without a code", NO_CODE, () => [control(OPCODE.close, 0)]),
  ended("a close with half a code", PROTOCOL_ERROR, () => [control(OPCODE.close, 1)]),
  ended("a close with the longest reason", 1000, () => [closeFrame(1000, "x".repeat(123))]),
  ended("a close with a longer one", PROTOCOL_ERROR, () => [closeFrame(1000, "x".repeat(124))]),
  ended("a close whose reason is not UTF-8", NOT_TEXT, () => [closeFrame(1000, Buffer.from("c328", "hex"))]),
];

/** A byte that never occurs, a lone lead byte, half a surrogate pair, past the last character, NUL the long way. */
const NOT_UTF8 = ["ff", "c328", "eda080", "f4908080", "c080"].map((hex) => Buffer.from(hex, "hex"));

const texts: readonly FrameCase[] = [
  ...NOT_UTF8.map((bytes) =>
    ended(`text of ${bytes.toString("hex")}`, NOT_TEXT, () => [{ opcode: OPCODE.text, payload: bytes }]),
  ),
  ...NOT_UTF8.map((bytes) =>
    ended(`the same in a request`, NOT_TEXT, () => [
      {
        opcode: OPCODE.text,
        payload: Buffer.concat([Buffer.from('{"id":"case","no":"'), bytes, Buffer.from('"}')]),
      },
    ]),
  ),
  ended("text that is not UTF-8 in its second fragment", NOT_TEXT, () =>
    fragmentsOf([Buffer.from("a"), Buffer.from("ff", "hex")]),
  ),
  answered("characters that are cut between fragments", () =>
    fragmentsOf(
      cut(Buffer.from(JSON.stringify({ id: CASE_ID, command: { type: "beat", "é😀👨‍👩‍👧": 1 } })), 1),
    ),
  ),
  ended("a binary request", CLOSE.malformed, () => [{ ...beatFrame, opcode: OPCODE.binary }]),
  ended("a binary request in fragments", CLOSE.malformed, () => fragmentsOf(cut(beat, 7), OPCODE.binary)),
  ended("an empty text", CLOSE.malformed, () => [textFrame("")]),
];

const rules: readonly FrameCase[] = [
  ...[1, 2, 3, 4, 5, 6, 7].map((reserved) =>
    ended(`reserved bits ${reserved}`, PROTOCOL_ERROR, () => [{ ...beatFrame, reserved }]),
  ),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) =>
    ended(`opcode ${opcode}`, PROTOCOL_ERROR, () => [{ ...beatFrame, opcode }]),
  ),
  ended("an unmasked request", PROTOCOL_ERROR, () => [{ ...beatFrame, masked: false }]),
  ended("an unmasked empty text", PROTOCOL_ERROR, () => [{ ...textFrame(""), masked: false }]),
  ended("an unmasked ping", PROTOCOL_ERROR, () => [control(OPCODE.ping, 3, { masked: false }), beatFrame]),
  ended("an unmasked close", PROTOCOL_ERROR, () => [{ ...closeFrame(1000), masked: false }]),
  ended("an unmasked request whose first bytes could be a mask", PROTOCOL_ERROR, () => [
    { ...beatFrame, payload: Buffer.concat([Buffer.alloc(4), beat]), masked: false, claims: beat.length },
  ]),
  answered("the largest frame", () => [{ opcode: OPCODE.text, payload: longBeat(MAX_FRAME_BYTES) }]),
  ended("a byte more", TOO_LARGE, () => [{ opcode: OPCODE.text, payload: longBeat(MAX_FRAME_BYTES + 1) }]),
  ended("a frame that claims to be of 8 petabytes", TOO_LARGE, () => [
    { ...beatFrame, claims: Number.MAX_SAFE_INTEGER },
  ]),
];

export const frameCases: readonly FrameCase[] = [...fragments, ...controls, ...closes, ...texts, ...rules];
