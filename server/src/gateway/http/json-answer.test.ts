import { expect, test } from "bun:test";
import { jsonAnswer } from "./json-answer.ts";

const long = Array.from({ length: 200 }, (_, index) => ({ name: "Asha Menon", rollId: `A-${index}` }));
const answer = (result: unknown, accepts: string | null) =>
  jsonAnswer(result, { status: 200, headers: { "Cache-Control": "no-store" }, accepts });

test("a long answer is packed for whoever can read that, and says the same", async () => {
  const response = answer(long, "br, gzip;q=0.8, *");
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("vary")).toBe("Accept-Encoding");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes.length).toBeLessThan(JSON.stringify(long).length / 4);
  expect(JSON.parse(new TextDecoder().decode(Bun.gunzipSync(bytes)))).toEqual(long);
});

test.each([null, "", "br", "identity", "gzip;q=0", "gzip; q=0.000, br", "xgzip"])(
  "it is not packed for whoever accepts %p",
  async (accepts) => {
    const response = answer(long, accepts);
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(await response.json()).toEqual(long);
  },
);

test("a short answer is never packed", async () => {
  const response = answer({ name: "Asha" }, "gzip");
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(await response.json()).toEqual({ name: "Asha" });
});
