import { afterAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { MAX_FRAME_BYTES } from "@encrptalk/protocol";
import { IS_WHOLE, tried } from "../tried.ts";
import { type AttackedSchool, answeredBy } from "./attacked-school.ts";
import { headOf, sayRaw } from "./raw-http.ts";

const BEAT = '{"id":"1","command":{"type":"beat"}}';
const LENGTH = String(BEAT.length);
const CHUNKED = { "transfer-encoding": "chunked" };
const chunk = (text: string, size = text.length.toString(16)) => `${size}\r\n${text}\r\n0\r\n\r\n`;
const SECOND = "GET /api/me HTTP/1.1\r\nhost: x\r\n\r\n";

/** Headers and bodies that two programs in a row might read in two ways, and what else no honest client sends. */
const LIES: Record<string, [headers: Record<string, string>, body: string]> = {
  "both a length and chunks": [{ "content-length": LENGTH, ...CHUNKED }, `0\r\n\r\n${BEAT}`],
  "both, with a request behind": [{ "content-length": "4", ...CHUNKED }, `0\r\n\r\n${SECOND}`],
  "a length below 0": [{ "content-length": "-1" }, BEAT],
  "a length with a sign": [{ "content-length": `+${LENGTH}` }, BEAT],
  "a length in other digits": [{ "content-length": "1e3" }, BEAT],
  "two lengths in one line": [{ "content-length": `${LENGTH}, ${LENGTH}` }, BEAT],
  "two lengths": [{ "content-length": LENGTH, "Content-Length": "5" }, BEAT],
  "a length past all numbers": [{ "content-length": "99999999999999999999" }, BEAT],
  "a length that is too large": [{ "content-length": "10000000" }, BEAT],
  "a length that is too short": [{ "content-length": "5" }, BEAT],
  "a length with a space before its colon": [{ "content-length ": LENGTH }, BEAT],
  "a chunk that is longer than it says": [CHUNKED, chunk(BEAT, "5")],
  "a chunk of no size": [CHUNKED, chunk(BEAT, "zz")],
  "a chunk past all numbers": [CHUNKED, chunk(BEAT, "F".repeat(16))],
  "a chunk with a long extension": [CHUNKED, chunk(BEAT, `24;${"a".repeat(100_000)}`)],
  "chunks that are not the last encoding": [{ "transfer-encoding": "chunked, identity" }, chunk(BEAT)],
  "chunks by another name": [{ "transfer-encoding": "xchunked" }, chunk(BEAT)],
  "chunks twice": [{ "transfer-encoding": "chunked, chunked" }, chunk(BEAT)],
  "chunks of more than 64 KB": [CHUNKED, chunk(" ".repeat(MAX_FRAME_BYTES + 1))],
  "3,000 headers": [Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`x-${i}`, "y"])), ""],
  "a header of 100 KB": [{ "x-long": "y".repeat(100_000) }, ""],
  "a header with a NUL": [{ "x-nul": "a\0b" }, ""],
  "a header over two lines": [{ "x-folded": "a\r\n b" }, ""],
};
/** Of these a proxy and the server could only differ in what they leave out; one answer is all there may be. */
const ANSWERED = [400, 408, 411, 413, 417, 431, 501, 505];

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** Bytes that are no UTF-8: cut off, overlong, half a pair, past the last code point, other encodings. */
const NO_UTF8 = [
  "\xff",
  "\xc3",
  "\xc3\x28",
  "\xc0\xaf",
  "\xe0\x80\xaf",
  "\xed\xa0\x80",
  "\xed\xbf\xbf",
  "\xf4\x90\x80\x80",
  "\xf8\x88\x80\x80\x80",
  "\xfe\xff\0[",
  "caf\xe9",
  "\x80",
];

const COMPRESSED: Record<string, Uint8Array<ArrayBuffer>> = {
  gzip: new Uint8Array(Bun.gzipSync(latin(BEAT))),
  // A bomb: half a gigabyte of spaces, had anybody opened it.
  deflate: new Uint8Array(Bun.deflateSync(new Uint8Array(8 << 20).fill(32))),
  br: latin("\x8b\x11\x80"),
  zstd: new Uint8Array(Bun.zstdCompressSync(latin(BEAT))),
};

const SLOW = IS_WHOLE ? 200 : 20;

export const lyingBodies = (attacked: () => AttackedSchool): void =>
  describe("a request that lies", () => {
    const headers = () => ({
      host: new URL(attacked().program.url).host,
      ...attacked().asha.headers,
      connection: "close",
    });

    test.each(Object.entries(LIES))(
      "with %s gets one refusal, and nothing behind it is read",
      async (_, [more, body]) => {
        const { statuses, text } = await sayRaw(
          attacked().program,
          headOf("POST /api/commands", { ...headers(), ...more }) + body,
        );
        expect(statuses).toHaveLength(1);
        expect(ANSWERED).toContain(statuses[0] ?? 0);
        expect(text).not.toContain("internal");
        await attacked().isUnharmed();
      },
    );

    afterAll(() => tried("requests with lies about their length and odd headers", Object.keys(LIES).length));

    test("by ending before its end is forgotten", async () => {
      const whole = headOf("POST /api/commands", { ...headers(), "content-length": LENGTH }) + BEAT;
      const step = IS_WHOLE ? 1 : 10;
      let count = 0;
      for (let end = 1; end < whole.length; end += step) {
        const { statuses } = await sayRaw(attacked().program, async (socket) => {
          await new Promise<void>((resolve) => socket.write(whole.slice(0, end), () => resolve()));
          socket.end();
        });
        expect(statuses.filter((status) => status < 400)).toEqual([]);
        count += 1;
      }
      await attacked().isUnharmed();
      tried("requests that break off, at every byte", count);
    });

    test("with bytes that are no UTF-8 is malformed", async () => {
      for (const bytes of NO_UTF8) {
        for (const path of ["/api/commands", "/api/devices"]) {
          const { status, error } = await attacked().post(path, latin(`{"id":"${bytes}"}`));
          expect({ bytes, status, code: error?.code }).toEqual({ bytes, status: 400, code: "malformed" });
        }
      }
      await attacked().isUnharmed();
      tried("bodies that are not UTF-8", 2 * NO_UTF8.length);
    });

    test("about how it is compressed is not opened", async () => {
      for (const [encoding, bytes] of Object.entries(COMPRESSED)) {
        const { error } = await attacked().post("/api/commands", bytes, {
          headers: { "content-encoding": encoding },
        });
        expect(error?.code).toBe("malformed");
      }
      await attacked().isUnharmed();
      tried("compressed bodies", Object.keys(COMPRESSED).length);
    });

    test("about its type is read as what it is: JSON or nothing", async () => {
      const types = [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "a/b\t;c",
        "application/json; charset=utf-16",
      ];
      for (const type of types) {
        const asked = { headers: { "content-type": type } };
        expect(await attacked().post("/api/commands", BEAT, asked)).toMatchObject({ status: 200 });
        expect(await attacked().post("/api/commands", "id=1&command=beat", asked)).toMatchObject({
          status: 400,
        });
      }
      await attacked().isUnharmed();
      tried("bodies of wrong content types", 2 * types.length);
    });

    test("about being in a hurry keeps nobody waiting: many bodies that come a byte at a time", async () => {
      const { hostname, port } = new URL(attacked().program.url);
      const sockets = Array.from({ length: SLOW }, () => connect(Number(port), hostname));
      for (const socket of sockets) {
        socket.on("error", () => socket.destroy());
        socket.write(headOf("POST /api/commands", { ...headers(), "content-length": "60000" }));
      }
      for (const byte of '{"id":"1"') {
        for (const socket of sockets) socket.write(byte);
        const startedAt = performance.now();
        await attacked().isUnharmed();
        expect(performance.now() - startedAt).toBeLessThan(1_000);
      }
      for (const socket of sockets) socket.destroy();
      const { status, text } = await attacked().post("/api/commands", BEAT);
      answeredBy(status, text);
      await attacked().isUnharmed();
      tried("bodies that come a byte at a time", SLOW);
    });
  });
