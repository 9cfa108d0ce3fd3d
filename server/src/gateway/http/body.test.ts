import { describe, expect, test } from "bun:test";
import type { ProtocolError } from "@encrptalk/protocol";
import { readBody } from "./body.ts";

const request = (...pieces: (Uint8Array | Error)[]) =>
  new Request("http://localhost/", {
    method: "POST",
    body: new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else if (piece instanceof Error) controller.error(piece);
        else controller.enqueue(piece);
      },
    }),
  });
const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (body: Request) => readBody(body, 10).catch((error: ProtocolError) => error.code);

describe("a body", () => {
  test("is read in pieces, a letter in two of them too", async () => {
    const [one, other] = [bytes("é").slice(0, 1), bytes("é").slice(1)];
    expect(await readBody(request(bytes("caf"), one, other), 10)).toBe("café");
  });

  test("is read no further than it may be long, and is UTF-8", async () => {
    expect(await refusal(request(bytes("12345678901")))).toBe("too-large");
    expect(await refusal(request(new Uint8Array([0xc3])))).toBe("malformed");
  });

  test("that broke off was logged as an error of the server, with an incident for whoever had gone", async () => {
    const gone = new DOMException("The connection was closed.", "AbortError");
    expect(await refusal(request(bytes("half"), gone))).toBe("malformed");
  });
});
