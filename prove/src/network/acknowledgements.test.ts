import { expect, test } from "bun:test";
import { encodeFrame, textFrame } from "../peers/frame.ts";
import { Acknowledgements } from "./acknowledgements.ts";

const SWITCHED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
const acknowledgement = { type: "reply", id: "1", ok: true, result: { seq: 7, number: 3, at: 1 } };
const beat = { type: "reply", id: "2", ok: true, result: {} };

const frame = (value: object) => encodeFrame({ ...textFrame(JSON.stringify(value)), masked: false });
const answer = (value: object) => {
  const body = JSON.stringify(value);
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};

test("of a WebSocket's frames only acknowledgements are taken out, however the bytes are cut", () => {
  const acknowledgements = new Acknowledgements();
  const sent = Buffer.concat([Buffer.from(SWITCHED), frame(beat), frame(acknowledgement), frame(beat)]);
  const passed = [...sent].map((byte) => acknowledgements.pass(Buffer.from([byte]), true).bytes);
  expect(Buffer.concat(passed)).toEqual(Buffer.concat([Buffer.from(SWITCHED), frame(beat), frame(beat)]));
  expect(acknowledgements.withheld).toBe(1);
});

test("over HTTP the connection ends where one was taken out", () => {
  const acknowledgements = new Acknowledgements();
  expect(acknowledgements.pass(Buffer.from(answer(beat) + answer(acknowledgement)), true)).toEqual({
    bytes: Buffer.from(answer(beat)),
    isBroken: true,
  });
});

test("nothing is taken out that was not asked for", () => {
  const sent = Buffer.from(answer(acknowledgement));
  expect(new Acknowledgements().pass(sent, false)).toEqual({ bytes: sent, isBroken: false });
});
