import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { AddedProgram } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { type Member, School } from "./school.ts";
import { TOKEN } from "./scraped.ts";

/** Status and error code of an answer at `/metrics`. */
async function ask(school: School, headers: Record<string, string> = {}, path = "/metrics") {
  const response = await school.fetch("GET", path, headers);
  const text = await response.text();
  return [
    response.status,
    text.startsWith("{") ? (JSON.parse(text) as { error: { code: string } }).error.code : "",
  ];
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("who may read the metrics", () => {
  const clock = new FakeClock();
  let school: School;
  let rao: Member;
  let asha: Member;
  beforeAll(async () => {
    ({ school, rao } = await School.open({ clock, config: { metricsToken: TOKEN } }));
    asha = await school.enrol(rao, "Asha Verma");
  });
  afterAll(() => school.close());

  test("whoever has the server's token, in Prometheus' text format, which nobody keeps", async () => {
    const response = await school.fetch("GET", "/metrics", bearer(TOKEN));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toContain("# TYPE encrptalk_websockets gauge");
  });

  test("no stranger", async () => {
    const response = await school.fetch("GET", "/metrics", {});
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(await ask(school, { authorization: `Basic ${btoa(`metrics:${TOKEN}`)}` })).toEqual([
      401,
      "unauthenticated",
    ]);
    expect(await ask(school, { cookie: `encrptalk=${TOKEN}` })).toEqual([401, "unauthenticated"]);
    expect(await ask(school, {}, `/metrics?token=${TOKEN}`)).toEqual([401, "unauthenticated"]);
    expect((await school.fetch("HEAD", "/metrics", {})).status).toBe(401);
    expect((await school.fetch("POST", "/metrics", {})).status).toBe(404);
  });

  test("nobody who is signed in, neither a student nor staff, in a browser or by a program", async () => {
    for (const member of [asha, rao]) {
      expect(await ask(school, member.headers)).toEqual([401, "unauthenticated"]);
      const { token } = await member.post<AddedProgram>("/api/devices", { name: "Watcher" });
      expect(await ask(school, bearer(token))).toEqual([401, "unauthenticated"]);
    }
    expect(await ask(school, { ...asha.headers, ...bearer(TOKEN) })).toEqual([200, ""]);
  });

  test("nobody whose token is nearly right", async () => {
    for (const token of [TOKEN.slice(0, -1), `${TOKEN}s`, TOKEN.toUpperCase()])
      expect(await ask(school, bearer(token))).toEqual([401, "unauthenticated"]);
  });

  test("nobody for a while at an address from which ten wrong tokens came, as where passwords are guessed", async () => {
    clock.pass(3_600_000);
    const answers: unknown[][] = [];
    for (let guess = 0; guess < 100; guess += 1)
      answers.push(await ask(school, bearer(`wrong-token-${guess}`)));
    expect(answers.filter(([status]) => status === 401)).toHaveLength(10);
    expect(answers.filter(([status]) => status === 429)).toHaveLength(90);
    expect(await ask(school, bearer(TOKEN))).toEqual([429, "rate-limited"]);
    clock.pass(30_000);
    expect(await ask(school, bearer(TOKEN))).toEqual([200, ""]);
  });
});

test("without METRICS_TOKEN there are no metrics, whatever is shown, and the answer says so", async () => {
  const { school, rao } = await School.open();
  for (const headers of [{}, rao.headers, bearer(TOKEN), bearer("null"), bearer("undefined")])
    expect(await ask(school, headers)).toEqual([404, "not-found"]);
  expect(await (await school.fetch("GET", "/metrics", {})).text()).toContain("METRICS_TOKEN");
  await school.close();
});
