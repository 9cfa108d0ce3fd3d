import { describe, expect, test } from "bun:test";
import type { PersonLink } from "@encrptalk/protocol";
import type { Program } from "../../program/program.ts";
import { headOf, sayRaw } from "../inputs/raw-http.ts";
import { tried } from "../tried.ts";
import { type Doors, PUBLIC_URL } from "./doors.ts";

/** Of our sources, of the machine, and of the data folder. */
const INSIDE = /"workspaces"|@encrptalk\/|root:.*:0:0|SQLite format 3|import \{|PRIVATE KEY/;

const TO_FILES = [
  "/../package.json",
  "/../../package.json",
  "/../../../../../../../../etc/passwd",
  "/assets/../../package.json",
  "/assets/../../../server/src/main.ts",
  "/..%2f..%2fpackage.json",
  "/%2e%2e/%2e%2e/package.json",
  "/%2e%2e%2f%2e%2e%2fpackage.json",
  "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
  "/..%5c..%5cpackage.json",
  "/assets\\..\\..\\..\\package.json",
  "/%252e%252e/%252e%252e/package.json",
  "/..%c0%af..%c0%afpackage.json",
  "/....//....//package.json",
  "/..;/..;/package.json",
  "//etc/passwd",
  "/assets//etc/passwd",
  "/file:///etc/passwd",
  "/proc/self/environ",
  "/.env",
  "/.git/config",
  "/secret",
  "/encrptalk.db",
  "/data/encrptalk.db",
  "/index.html/../../package.json",
  "/assets/..%00/package.json",
  "/api/../../package.json",
  "/api/rooms/..%2f..%2fme",
  "/api/desk/students/%2e%2e/export",
];

const ELSEWHERE = [
  "//evil.example",
  "///evil.example",
  "//evil.example/%2e%2e",
  "/\\evil.example",
  "/%5cevil.example",
  "/%2f%2fevil.example",
  "/https://evil.example",
  "/https:evil.example",
  "/.evil.example",
  "/link?next=https://evil.example",
  "/?redirect=//evil.example",
  "/sign-in?to=https://evil.example",
  "/rooms/x?return=https://evil.example",
  "/assets//evil.example/..",
  "/%0d%0aLocation:%20https://evil.example",
  "/x%0aset-cookie:%20encrptalk=evil",
];

const METHODS = ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "MKCOL", "SEARCH"];

export function addresses(doors: () => Doors): void {
  const say = (program: Program, line: string, headers: Record<string, string> = {}) =>
    sayRaw(program, headOf(line, { host: new URL(program.url).host, connection: "close", ...headers }));

  describe("an address", () => {
    test.each(["with nobody's cookie", "with an administrator's"])(
      "leads to no file but the web client's, %s",
      async (who) => {
        const { program, school } = doors();
        const headers: Record<string, string> =
          who === "with nobody's cookie" ? {} : { cookie: school.rao.cookie };
        for (const target of TO_FILES) {
          const { text, statuses } = await say(program, `GET ${target}`, headers);
          expect([target, INSIDE.test(text), statuses[0] === 500]).toEqual([target, false, false]);
        }
        tried("addresses of files that are nobody's business", TO_FILES.length);
      },
    );

    test("leads to no other site", async () => {
      const { program } = doors();
      for (const target of ELSEWHERE) {
        const { text, statuses } = await say(program, `GET ${target}`);
        const [head = ""] = text.split("\r\n\r\n", 1);
        expect([target, head.match(/^(location|refresh|set-cookie):/gim)]).toEqual([target, null]);
        expect([target, Math.floor((statuses[0] ?? 0) / 100) === 3]).toEqual([target, false]);
      }
      tried("addresses that would lead to another site", ELSEWHERE.length);
    });

    test("is made of no Host that somebody else wrote", async () => {
      const { program, behindTls, school, asha } = doors();
      for (const host of ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost"]) {
        const headers = {
          host,
          "x-forwarded-host": "evil.example",
          "x-forwarded-proto": "https",
          forwarded: "host=evil.example",
        };
        for (const target of ["/", "/rooms/x", "/api/school", "/api/openapi.json", "/healthz"]) {
          const { text } = await say(program, `GET ${target}`, headers);
          expect([host, target, text.includes("evil.example")]).toEqual([host, target, false]);
        }
        // The page is of the host that is asked for, or it is not the product's own.
        const foreign = await say(program, "POST /api/sign-out", {
          ...headers,
          cookie: asha.cookie,
          origin: program.url,
        });
        expect([host, foreign.statuses[0]]).toEqual([host, 403]);
        const behind = await say(behindTls, "POST /api/sign-out", {
          ...headers,
          cookie: asha.cookie,
          origin: `https://${host}`,
        });
        expect([host, behind.statuses[0]]).toEqual([host, 403]);
      }
      const { url } = await school.rao.ask<PersonLink>("POST", `/api/people/${asha.me.accountId}/link`);
      expect(new URL(url).host).toBe(new URL(program.url).host);
      tried("requests with somebody else's Host", 4 * 7);
    });

    test("has no more methods than it has", async () => {
      const { program, school, database } = doors();
      const { paths } = (await (await fetch(`${program.url}/api/openapi.json`)).json()) as {
        paths: Record<string, Record<string, object>>;
      };
      const before = database.content();
      let count = 0;
      for (const [path, known] of Object.entries(paths)) {
        for (const method of METHODS.filter((each) => !(each.toLowerCase() in known))) {
          // Whatever answers GET answers HEAD, without what it would say.
          if (method === "HEAD" && "get" in known) continue;
          const headers = {
            ...{ cookie: school.rao.cookie, origin: program.url, "content-length": "0" },
            "x-http-method-override": Object.keys(known)[0]?.toUpperCase() ?? "",
          };
          const filled = path.replace(/\{\w+\}/, school.rao.me.accountId);
          const { statuses } = await say(program, `${method} ${filled}`, headers);
          expect([method, path, (statuses[0] ?? 0) >= 400]).toEqual([method, path, true]);
          count += 1;
        }
      }
      expect(database.content()).toEqual(before);
      tried("methods that a route does not have", count);
    });
  });

  test("every answer has the headers that keep a page to itself, refusals too", async () => {
    const { program } = doors();
    const requests = [
      "GET /",
      "GET /assets/none.js",
      "GET /api/none",
      "GET /api/me",
      "POST /api/me",
      "GET /ws",
      "PUT /healthz",
    ];
    for (const line of requests) {
      const { text } = await say(program, line, { "content-length": "0" });
      const head = text.split("\r\n\r\n", 1)[0]?.toLowerCase() ?? "";
      for (const header of [
        "content-security-policy: default-src 'none'",
        "x-content-type-options: nosniff",
        "x-frame-options: deny",
        "referrer-policy: no-referrer",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
      ])
        expect([line, header, head.includes(header)]).toEqual([line, header, true]);
    }
    expect(PUBLIC_URL).toStartWith("https:");
  });
}
