import { expect, test } from "bun:test";
import { ASHA, Browser, MR_SILVA, TestSchool } from "../testing/accounts-school.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

test("Asha's cookie tells who she is, and on which device", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const actor = await school.actor(phone);
  expect(actor).toMatchObject({ role: "student", name: "Asha Verma" });
  expect(actor.expiresAt).toBe(school.clock.now() + 30 * DAY_MS);
});

test("nobody is whoever brings no cookie, another's signature or a made-up token", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const nobody = [
    "",
    "__Host-encrptalk=",
    "__Host-encrptalk=abc.def",
    `other=${phone.cookie?.split("=")[1]}`,
  ];
  for (const cookie of nobody)
    expect(
      await school.accounts.authenticate({ headers: new Headers({ cookie }), address: "192.0.2.7" }),
    ).toBeNull();
});

test("a session that is not used for 30 days is refused from that moment, and told as expired", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const { deviceId } = await school.actor(phone);
  school.clock.set(school.clock.now() + 30 * DAY_MS);
  expect(await school.isSignedIn(phone)).toBe(false);
  const told = new Promise((resolve) => school.accounts.onDevicesEnded(resolve));
  school.clock.pass(30_000);
  expect(await told).toEqual({ deviceIds: [deviceId], reason: "expired" });
});

test("a session in use goes on: every use gives it another 30 days", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  for (let month = 0; month < 3; month++) {
    school.clock.set(school.clock.now() + 29 * DAY_MS);
    expect(await school.isSignedIn(phone)).toBe(true);
    await school.recordSeen();
  }
});

test("when Asha was last seen is written at most once a minute", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const lastSeen = async () =>
    (await school.store.sql.read<{ at: number }>("SELECT last_seen_at AS at FROM accounts", []))[0]?.at;
  await school.recordSeen();
  const first = await lastSeen();
  school.clock.pass(10_000);
  for (let n = 0; n < 20; n++) await school.actor(phone);
  school.clock.pass(49_000);
  expect(await lastSeen()).toBe(first);
  await school.recordSeen();
  expect(await lastSeen()).toBe(first === undefined ? undefined : first + 10_000);
});

test("a connection that is alive keeps its session, without any request", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  school.clock.set(school.clock.now() + 29 * DAY_MS);
  school.accounts.seen(asha);
  await school.recordSeen();
  school.clock.set(school.clock.now() + 29 * DAY_MS);
  expect(await school.isSignedIn(phone)).toBe(true);
});

test("a session that has ended is not brought back by having been seen", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  school.accounts.seen(asha);
  await school.accounts.signOut(asha);
  await school.recordSeen();
  expect(await school.isSignedIn(phone)).toBe(false);
});

test("beside an Authorization header a cookie does not count", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  for (const authorization of ["Basic QTpC", "Bearer", "Bearer made-up"]) {
    const headers = phone.headers;
    headers.set("authorization", authorization);
    expect(await school.accounts.authenticate({ headers, address: "192.0.2.7" })).toBeNull();
  }
});

test("a browser's token is no bearer token, and a program's is no cookie", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const browserToken = phone.cookie?.split("=")[1]?.split(".")[0] ?? "";
  const { token } = await school.accounts.addProgram(await school.actor(phone), "Timetable bot");
  const asBearer = new Headers({ authorization: `Bearer ${browserToken}` });
  const asCookie = new Headers({ cookie: `__Host-encrptalk=${token}.signature` });
  expect(await school.accounts.authenticate({ headers: asBearer, address: "192.0.2.7" })).toBeNull();
  expect(await school.accounts.authenticate({ headers: asCookie, address: "192.0.2.7" })).toBeNull();
});

test("the cookie is for this host alone, over TLS, out of the reach of scripts", async () => {
  await using school = await TestSchool.open();
  const { token } = await school.invite(ASHA);
  const { cookie } = await school.accounts.redeemLink(
    { token, password: "a long enough one" },
    new Browser(),
  );
  expect(cookie).toStartWith("__Host-encrptalk=");
  for (const attribute of ["HttpOnly", "SameSite=Lax", "Path=/", "Secure", "Max-Age=2592000"])
    expect(cookie).toContain(attribute);
  expect(cookie).not.toContain("Domain");
});

test("without TLS the cookie is not marked secure, or no browser would keep it", async () => {
  await using school = await TestSchool.open({ publicUrl: "http://192.168.1.5:3000" });
  const { token } = await school.invite(MR_SILVA);
  const { cookie } = await school.accounts.redeemLink(
    { token, password: "a long enough one" },
    new Browser(),
  );
  expect(cookie).toStartWith("encrptalk=");
  expect(cookie).not.toContain("Secure");
});

test("the database holds neither passwords nor tokens", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const { token } = await school.accounts.addProgram(await school.actor(phone), "Timetable bot");
  const link = await school.invite(MR_SILVA);
  const tables = ["accounts", "devices", "credentials", "verifications", "password_links", "settings"];
  const rows = await Promise.all(tables.map((table) => school.store.sql.read(`SELECT * FROM ${table}`, [])));
  const everything = JSON.stringify(rows);
  expect(everything).toContain("$argon2id$");
  for (const secret of [token, link.token, phone.cookie?.split("=")[1]?.split(".")[0] ?? "", "correct horse"])
    expect(everything).not.toContain(secret);
});
