import { afterAll, describe, expect, test } from "bun:test";
import { School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const get = (path: string, headers: Record<string, string> = {}) => school.fetch("GET", path, headers);

describe("over plain HTTP", () => {
  test("health and readiness answer without signing in", async () => {
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(200);
  });

  test("every answer forbids what the pages do not need", async () => {
    for (const path of ["/healthz", "/api/school", "/api/nothing", "/rooms/some-room"]) {
      const { headers } = await get(path);
      const policy = headers.get("content-security-policy") ?? "";
      for (const rule of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"]) {
        expect(policy).toContain(rule);
      }
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
    }
  });

  test("what is not there is said in the API's own words", async () => {
    const response = await get("/api/nothing", rao.headers);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: "not-found" } });
  });

  test("a query that makes no sense is refused by name", async () => {
    const room = await rao.defaultRoom();
    for (const query of ["limit=0", "limit=ten", "before=1&after=2", "before=-1", "around=1.5", "sort=asc"]) {
      const response = await get(`/api/rooms/${room}/events?${query}`, rao.headers);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "malformed" } });
    }
  });

  test("the interface describes itself, each route with its schemas", async () => {
    const api = (await (await get("/api/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { security?: unknown; responses: object }>>;
      components: { schemas: Record<string, object> };
    };
    expect(api.openapi).toBe("3.1.0");
    expect(Object.keys(api.paths)).toContain("/api/rooms/{roomId}/events");
    expect(Object.keys(api.components.schemas)).toContain("Result.message.send");
    const open = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { security }]) => (security ? [] : [`${method} ${path}`])),
    );
    expect(open.sort()).toEqual([
      "get /api/school",
      "post /api/links/inspect",
      "post /api/links/redeem",
      "post /api/set-up",
      "post /api/sign-in",
    ]);
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        if (!security) continue;
        const url = path.replaceAll(/\{\w+\}/g, "x");
        const response = await school.fetch(method.toUpperCase(), url, { origin: school.url });
        expect(`${method} ${path}: ${response.status}`).toBe(`${method} ${path}: 401`);
      }
    }
  });
});
