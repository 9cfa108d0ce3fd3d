import { afterAll, describe, expect, test } from "bun:test";
import { CLOSE, MAX_FRAME_BYTES } from "@encrptalk/protocol";
import { tried } from "../tried.ts";
import type { AttackedSchool } from "./attacked-school.ts";
import { Line } from "./line.ts";

/** What a frame of more than 64 KB is closed with, by the library below. */
const TOO_LARGE = [1006, 1009];
const ANSWERED_WITHIN_MS = 2_000;

const beat = (more = "") => `{"id":"1",${more}"command":{"type":"beat"}}`;
const padded = (bytes: number) => beat() + " ".repeat(bytes - beat().length);
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const send = (body: string) =>
  `{"id":"1","command":{"type":"message.send","roomId":"r","messageId":"12345678","body":${body}}}`;

/** What is no command, with the id that an answer is owed to; without one, the connection is closed. */
const FRAMES: Record<string, [frame: string, id: "1" | "2" | null]> = {
  "30,000 brackets": [nested("[", "]", 30_000), null],
  "60,000 open brackets": ["[".repeat(60_000), null],
  "10,000 objects in each other": [nested('{"a":', "}", 10_000).replace("}", "1}"), null],
  "30,000 brackets for a body": [send(nested("[", "]", 30_000)), "1"],
  "8,000 bodies in each other": [send(`${'{"body":'.repeat(7_000)}1${"}".repeat(7_000)}`), "1"],
  "30,000 brackets for an id": [`{"id":${nested("[", "]", 30_000)},"command":{"type":"beat"}}`, null],
  "a number of 60,000 digits": [send("9".repeat(60_000)), "1"],
  "a number past all numbers for an id": [`{"id":1e400,"command":{"type":"beat"}}`, null],
  "6,000 fields that nobody knows": [
    beat(Array.from({ length: 6_000 }, (_, i) => `"k${i}":0,`).join("")),
    "1",
  ],
  "10,000 times the same field": [beat('"x":1,'.repeat(10_000)), "1"],
  "two ids, of which the last counts": [`{"id":"1","id":"2","command":{"type":"room.leave"}}`, "2"],
  "30,000 list entries for ids": [
    `{"id":"1","command":{"type":"people.get","accountIds":[${'"",'.repeat(20_000)}""]}}`,
    "1",
  ],
};

export const largeAndDeep = (attacked: () => AttackedSchool): void =>
  describe("what is large or deep", () => {
    test.each(Object.entries(FRAMES))(
      "%s: answered soon and refused, on both ways in",
      async (_, [frame, id]) => {
        expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(MAX_FRAME_BYTES);
        const startedAt = performance.now();
        const line = new Line(attacked().asha);
        const outcome = await line.say(frame);
        line.close();
        if (id === null)
          expect(outcome).toMatchObject({ code: CLOSE.malformed, error: { code: "malformed" } });
        else expect(outcome).toMatchObject({ reply: { id, ok: false, error: { code: "malformed" } } });
        const { status, error } = await attacked().post("/api/commands", frame);
        expect({ status, code: error?.code }).toEqual({ status: 400, code: "malformed" });
        expect(performance.now() - startedAt).toBeLessThan(ANSWERED_WITHIN_MS);
        await attacked().isUnharmed();
        tried("deep, long and repeated JSON", 2);
      },
    );

    afterAll(() => tried("deep, long and repeated JSON", 2 * Object.keys(FRAMES).length));

    test("64 KB are read, and one byte more or 100,000 brackets are too large (P37)", async () => {
      const line = new Line(attacked().asha);
      expect(await line.say(padded(MAX_FRAME_BYTES))).toMatchObject({ reply: { ok: true } });
      expect(await attacked().post("/api/commands", padded(MAX_FRAME_BYTES))).toMatchObject({ status: 200 });
      for (const large of [
        padded(MAX_FRAME_BYTES + 1),
        nested("[", "]", 100_000),
        send(`"${"é".repeat(40_000)}"`),
      ]) {
        const outcome = await line.say(large);
        expect(TOO_LARGE).toContain(outcome.kind === "closed" ? outcome.code : 0);
        const { status, error } = await attacked().post("/api/commands", large);
        expect({ status, code: error?.code }).toEqual({ status: 413, code: "too-large" });
      }
      line.close();
      await attacked().isUnharmed();
      tried("frames and bodies over 64 KB", 6);
    });

    test("a binary frame is malformed, whatever its bytes say (P4)", async () => {
      const line = new Line(attacked().asha);
      const frames = [new TextEncoder().encode(beat()), new Uint8Array(0), new Uint8Array(60_000).fill(0xff)];
      for (const frame of frames) expect(await line.say(frame)).toMatchObject({ code: CLOSE.malformed });
      await attacked().isUnharmed();
      tried("binary frames", frames.length);
    });
  });
