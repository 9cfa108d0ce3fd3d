import { describe, expect, test } from "bun:test";
import { PROTOCOL } from "@encrptalk/protocol";
import type { Program } from "../../program/program.ts";
import { headOf, sayRaw } from "../inputs/raw-http.ts";
import { Speaker } from "../speaker.ts";
import { tried } from "../tried.ts";
import { type Doors, PUBLIC_URL } from "./doors.ts";

const BODIES = [
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
];

/** Pages that are not the product's own, however much they look like it. */
const lookalikes = (own: string): string[] => {
  const { protocol, host, hostname, port } = new URL(own);
  return [
    "null",
    "",
    "http://evil.example",
    `${protocol}//${host}.evil.example`,
    `${protocol}//evil${host}`,
    `${protocol}//evil.example/${host}`,
    `${protocol}//${hostname}:${Number(port || 443) + 1}`,
    `${protocol}//${hostname}.:${port}`,
    `${protocol}//evil.example@${host}`,
    `${protocol}//${host}@evil.example`,
    `${protocol}//${host}/`,
    `${protocol}//${host}#`,
    `${protocol.toUpperCase()}//${host.toUpperCase()}`,
    `${protocol}//${host} http://evil.example`,
    `${protocol}//${host}, ${protocol}//evil.example`,
    `ws://${host}`,
    `ftp://${host}`,
    `file://${host}`,
    `chrome-extension://${host}`,
    `${protocol}//%31%32%37.0.0.1:${port}`,
    host,
  ];
};

export function origins(doors: () => Doors): void {
  describe("pages of other sites", () => {
    test("open no WebSocket with somebody's cookie (P34)", async () => {
      const { program, behindTls, asha } = doors();
      let count = 0;
      for (const [at, own] of [
        [program, program.url],
        [behindTls, PUBLIC_URL],
      ] as const) {
        const foreign: (string | null)[] = [null, ...lookalikes(own)];
        // Behind TLS the page is never one that came without it, nor one of the address inside.
        if (at === behindTls) foreign.push(own.replace("https", "http"), behindTls.url);
        for (const origin of foreign) {
          const status = await upgradeStatus(at, { cookie: asha.cookie, ...(origin !== null && { origin }) });
          expect([origin, status]).toEqual([origin, 403]);
          count += 1;
        }
      }
      const twice = await sayRaw(
        program,
        `${headOf("GET /ws", { ...upgrading(program), cookie: asha.cookie, origin: program.url }).slice(0, -2)}origin: http://evil.example\r\n\r\n`,
      );
      expect(twice.statuses[0]).toBe(403);
      tried("WebSocket: origins that are not the product's own", count + 1);
    });

    test("and the product's own page does, as does a program, from wherever (P34)", async () => {
      const { program, asha } = doors();
      for (const headers of [
        { cookie: asha.cookie, origin: program.url },
        { ...asha.headers, origin: "http://evil.example" },
      ]) {
        const socket = await Speaker.connect({ program, headers });
        expect(await socket.ask({ type: "beat" })).toMatchObject({ ok: true });
        socket.close();
      }
    });

    test("change nothing by any request that a browser would let them make (P34)", async () => {
      const { program, school, database } = doors();
      const before = database.content();
      const routes = await stateChanging(doors());
      let count = 0;
      for (const [method, path] of routes) {
        for (const origin of [null, "null", "http://evil.example", `${program.url}.evil.example`]) {
          const answers = await Promise.all(
            BODIES.map((type) =>
              doors().ask(method, path, {
                headers: {
                  cookie: school.rao.cookie,
                  "content-type": type,
                  ...(origin === null ? {} : { origin }),
                },
                body: method === "DELETE" ? "" : JSON.stringify({ token: "x", name: "Mallory" }),
              }),
            ),
          );
          count += answers.length;
          expect([method, path, origin, ...answers.map(({ code }) => code)]).toEqual([
            ...[method, path, origin],
            ...BODIES.map(() => "origin-refused"),
          ]);
        }
      }
      expect(database.content()).toEqual(before);
      tried("state-changing routes asked by other sites' pages", count);
    });

    test("learn of nothing that they may read across sites", async () => {
      const { program, asha } = doors();
      for (const [method, path] of [
        ["OPTIONS", "/api/me"],
        ["OPTIONS", "/api/commands"],
        ["GET", "/api/me"],
        ["GET", "/api/school"],
      ] as const) {
        const { headers } = await doors().ask(method, path, {
          headers: {
            cookie: asha.cookie,
            origin: "http://evil.example",
            "access-control-request-method": "POST",
          },
        });
        const allowed = [...headers.keys()].filter((name) => name.startsWith("access-control-"));
        expect([path, allowed]).toEqual([path, []]);
        expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      }
      expect(program.isRunning).toBe(true);
    });
  });
}

const upgrading = ({ url }: Program) => ({
  host: new URL(url).host,
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
  "sec-websocket-protocol": PROTOCOL,
});

async function upgradeStatus(program: Program, headers: Record<string, string>): Promise<number | undefined> {
  const answer = await fetch(`${program.url}/ws`, { headers: { ...upgrading(program), ...headers } });
  return answer.status;
}

/** Every route that may change something, with an address that is somebody's. */
async function stateChanging({ program, asha }: Doors): Promise<[method: string, path: string][]> {
  const { paths } = (await (await fetch(`${program.url}/api/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== "get")
      .map((method): [string, string] => [
        method.toUpperCase(),
        path.replace("{deviceId}", asha.me.deviceId).replace(/\{\w+\}/, asha.me.accountId),
      ]),
  );
}
