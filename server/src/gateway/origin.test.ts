import { describe, expect, test } from "bun:test";
import { isOwnOrigin } from "./origin.ts";

const from = (origin: string | null, host = "talk.example.org") =>
  new Headers(origin === null ? { host } : { host, origin });

describe("the origin of a request (P34)", () => {
  test("is the server's own when page and host are the same", () => {
    expect(isOwnOrigin(from("https://talk.example.org"), null)).toBe(true);
    expect(isOwnOrigin(from("http://localhost:3000", "localhost:3000"), null)).toBe(true);
  });

  test.each([
    null,
    "null",
    "",
    "https://talk.example.org.evil.example",
    "https://eviltalk.example.org",
    "https://talk.example.org:8443",
    "file://talk.example.org",
    "https://example.org",
    "https://evil.example@talk.example.org",
    "https://talk.example.org@evil.example",
    "https://talk.example.org/",
    "HTTPS://Talk.Example.org",
  ])("is foreign when it is %p", (origin) => {
    expect(isOwnOrigin(from(origin), null)).toBe(false);
    expect(isOwnOrigin(from(origin), "https://talk.example.org")).toBe(false);
  });

  test("must be the public address where there is one, whatever host was asked for", () => {
    expect(isOwnOrigin(from("https://talk.example.org", "10.0.0.5"), "https://talk.example.org")).toBe(true);
    expect(isOwnOrigin(from("http://talk.example.org"), "https://talk.example.org")).toBe(false);
    expect(isOwnOrigin(from("https://evil.example", "evil.example"), "https://talk.example.org")).toBe(false);
  });
});
