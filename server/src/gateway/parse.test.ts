import { describe, expect, test } from "bun:test";
import { parseRequest } from "./parse.ts";

const send = (body: unknown) =>
  JSON.stringify({ id: "7", command: { type: "message.send", roomId: "r", messageId: "m-0000001", body } });

const errorOf = (text: string) => {
  const parsed = parseRequest(text);
  return parsed.ok ? null : { id: parsed.id, code: parsed.error.code, field: parsed.error.details.field };
};

describe("parsing a request (P4)", () => {
  test("takes a command as it is", () => {
    expect(parseRequest(send({ alg: "plain", text: "Hello" }))).toEqual({
      ok: true,
      request: JSON.parse(send({ alg: "plain", text: "Hello" })),
    });
  });

  test("a name that nobody knows was told back whole, however long: 64 KB of error for 64 KB of nonsense", () => {
    const name = "日".repeat(20_000);
    const parsed = parseRequest(`{"id":"7","command":{"type":"beat","${name}":1}}`);
    expect(parsed).toMatchObject({ ok: false, id: "7", error: { code: "malformed" } });
    if (!parsed.ok) expect(parsed.error.message.length).toBeLessThanOrEqual(300);
  });

  test("answers to the id where there is one", () => {
    expect(errorOf('{"id":"7"}')).toMatchObject({ id: "7", code: "malformed" });
    expect(errorOf('{"id":"7","command":{"type":"server.stop"}}')).toMatchObject({
      id: "7",
      code: "unknown-command",
    });
    expect(errorOf('{"id":{},"command":{"type":"beat"}}')).toMatchObject({ id: null, code: "malformed" });
    for (const text of ["", "[", "null", "7", '"x"', "[]", "{}"]) {
      expect(errorOf(text)).toMatchObject({ id: null, code: "malformed" });
    }
  });

  test("names the field that is wrong", () => {
    expect(errorOf(send({ alg: "plain", text: 5 }))).toMatchObject({ field: "command.body.text" });
    expect(errorOf(send({ alg: "plain", text: " \n " }))).toMatchObject({ field: "command.body.text" });
    expect(errorOf(send({ alg: "plain", text: "\ud800" }))).toMatchObject({ field: "command.body.text" });
    expect(errorOf(send({ alg: "rot13", text: "x" }))).toMatchObject({ field: "command.body.alg" });
  });

  test("refuses what a client may not say: a sender, a number, a time", () => {
    for (const extra of [{ sender: { accountId: "a" } }, { number: 1 }, { at: 0 }, { role: "admin" }]) {
      const request = {
        id: "7",
        command: { ...JSON.parse(send({ alg: "plain", text: "Hi" })).command, ...extra },
      };
      expect(errorOf(JSON.stringify(request))).toMatchObject({ code: "malformed" });
    }
  });

  test("counts the text as a person does (P8)", () => {
    const family = "👨‍👩‍👧‍👦";
    expect(errorOf(send({ alg: "plain", text: "a".repeat(8_000) }))).toBeNull();
    expect(errorOf(send({ alg: "plain", text: "a".repeat(8_001) }))).toMatchObject({ code: "text-too-long" });
    expect(errorOf(send({ alg: "plain", text: family.repeat(2_000) }))).toBeNull();
    expect(errorOf(send({ alg: "plain", text: "é".normalize("NFD").repeat(8_000) }))).toBeNull();
  });

  test("survives nesting as deep as a frame allows", () => {
    expect(errorOf("[".repeat(65_000))).toMatchObject({ code: "malformed" });
    const deep = `{"id":"7","command":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`;
    expect(errorOf(deep)).toMatchObject({ id: "7" });
  });
});
