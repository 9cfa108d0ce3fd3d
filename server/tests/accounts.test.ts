import { afterAll, describe, expect, test } from "bun:test";
import {
  type AddedPerson,
  type AddedProgram,
  CLOSE,
  type Device,
  type PeoplePage,
} from "@encrptalk/protocol";
import { FIRST_SYNC, Peer } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");

const STUDENT = {
  role: "student",
  name: "Cy Ito",
  email: "cy@hill.example",
  rollId: "CY",
  className: "10 B",
};

const send = (by: Member, method: string, path: string, body?: object) =>
  school.fetch(method, path, by.headers, body);
const statusOf = async (answer: Promise<Response>) => (await answer).status;

describe("what a client says of itself is refused", () => {
  test.each([
    ["POST", "/api/people", { ...STUDENT, status: "active" }],
    ["POST", "/api/people", { ...STUDENT, accountId: "mine" }],
    ["POST", "/api/people", { ...STUDENT, role: "owner" }],
    ["POST", "/api/people", { role: "admin", name: "Mallory", email: "m@hill.example", rollId: "1" }],
    ["PATCH", `/api/people/${asha.me.accountId}`, { role: "admin" }],
    ["PATCH", `/api/people/${asha.me.accountId}`, { status: "deactivated" }],
    ["PATCH", "/api/me/settings", { theme: "dark", sound: true, role: "admin" }],
    ["POST", "/api/sign-in", { identifier: "ASHA-VERMA", password: "x", role: "admin" }],
    ["POST", "/api/sign-in", { identifier: { $ne: null }, password: ["x"] }],
  ])("%s %s %j", async (method, path, body) => {
    expect(await statusOf(send(rao, method, path, body))).toBe(400);
  });
});

test("a student changes neither their name nor anybody else's account", async () => {
  const own = `/api/people/${asha.me.accountId}`;
  const tries: [string, string, object?][] = [
    ["GET", "/api/people"],
    ["POST", "/api/people", STUDENT],
    ["PATCH", own, { name: "Asha the Great" }],
    ["POST", `${own}/link`],
    ["POST", `${own}/deactivate`],
    ["POST", `/api/people/${rao.me.accountId}/reactivate`],
  ];
  for (const [method, path, body] of tries) expect(await statusOf(send(asha, method, path, body))).toBe(403);
});

test("signing out closes this device's sockets at once, and no other", async () => {
  const laptop = await school.signIn("ASHA-VERMA");
  const [onPhone, onLaptop] = [await asha.live(), await laptop.live()];
  await laptop.post("/api/sign-out");
  expect(await onLaptop.closed).toBe(CLOSE.signedOut);
  await onPhone.settle();
  onPhone.close();
});

test("a deactivated person's sockets close at once, and say so", async () => {
  const ben = await school.enrol(rao, "Ben Okafor");
  const live = await ben.live();
  await rao.post(`/api/people/${ben.me.accountId}/deactivate`);
  expect(await live.closed).toBe(CLOSE.deactivated);
  expect(await refusalOf(ben.command(FIRST_SYNC))).toBe("unauthenticated");
  expect(await refusalOf(school.signIn("BEN-OKAFOR"))).toBe("account-deactivated");
});

test("a program signs in by the token that a person made for it, until that person signs it out", async () => {
  const { device, token } = await asha.post<AddedProgram>("/api/devices", { name: "Timetable bot" });
  const headers = { authorization: `Bearer ${token}` };
  const bot = await Peer.connect(school.url, headers);
  await bot.request(FIRST_SYNC);
  expect((await school.fetch("DELETE", `/api/devices/${device.deviceId}`, asha.headers)).status).toBe(200);
  expect(await bot.closed).toBe(CLOSE.signedOut);
  expect((await school.fetch("GET", "/api/me", headers)).status).toBe(401);
});

test("opening the product renews a browser's cookie, which no script can read", async () => {
  const answer = await school.fetch("GET", "/api/me", asha.headers);
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toStartWith(asha.cookie);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Lax");
  expect(cookie).toContain("Max-Age=2592000");
});

test("devices, people and links answer as they are described", async () => {
  const { devices } = await asha.get<{ devices: Device[] }>("/api/devices");
  expect(devices.filter(({ current }) => current)).toHaveLength(1);
  const { people, total } = await rao.get<PeoplePage>("/api/people?search=VERMA&role=student&limit=1");
  expect({ total, name: people[0]?.name, status: people[0]?.status }).toEqual({
    total: 1,
    name: "Asha Verma",
    status: "active",
  });
  const { link } = await rao.post<AddedPerson>("/api/people", STUDENT);
  const token = new URL(link.url).hash.slice(1);
  const inspected = await school.fetch("POST", "/api/links/inspect", { origin: school.url }, { token });
  expect(await inspected.json()).toMatchObject({ purpose: "invitation", name: "Cy Ito", rollId: "CY" });
  expect(await statusOf(send(rao, "GET", "/api/people?limit=0"))).toBe(400);
  expect(await statusOf(send(rao, "PATCH", "/api/people/no%20body", { name: "X" }))).toBe(404);
  expect(await statusOf(send(asha, "DELETE", "/api/devices/no%20device"))).toBe(404);
});

test("the set-up page is closed once the school is made", async () => {
  const body = {
    code: "AAAA-AAAA-AAAA",
    schoolName: "Mine",
    name: "Mallory",
    email: "m@x.example",
    password: "0123456789",
  };
  const answer = await school.fetch("POST", "/api/set-up", { origin: school.url }, body);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ error: { code: "set-up-done" } });
});
