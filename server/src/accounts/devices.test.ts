import { expect, test } from "bun:test";
import type { DeviceId } from "@encrptalk/protocol";
import { ASHA, BEN, Browser, PASSWORD, refusal, TestSchool } from "../testing/accounts-school.ts";

const LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

test("Asha sees her devices by names she knows, the present one marked", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  school.clock.pass(1_000);
  const laptop = new Browser();
  laptop.userAgent = LAPTOP;
  await school.signIn("10A-07", laptop);
  const devices = await school.accounts.devices(await school.actor(laptop));
  expect(devices.map(({ name, kind, current }) => ({ name, kind, current }))).toEqual([
    { name: "Firefox on Windows", kind: "browser", current: true },
    { name: "Chrome on Android", kind: "browser", current: false },
  ]);
  expect(await school.isSignedIn(phone)).toBe(true);
});

test("a device can be given a name in any script", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  const phone = new Browser();
  phone.keep(
    await school.accounts.signIn(
      { identifier: "10A-07", password: PASSWORD, deviceName: "आशा का फ़ोन" },
      phone,
    ),
  );
  const devices = await school.accounts.devices(await school.actor(phone));
  expect(devices.find(({ current }) => current)?.name).toBe("आशा का फ़ोन");
});

test("nobody sees another's devices, nor signs them out", async () => {
  await using school = await TestSchool.open();
  const ashasPhone = await school.admit(ASHA);
  const ben = await school.actor(await school.admit(BEN));
  const { deviceId } = await school.actor(ashasPhone);
  expect((await school.accounts.devices(ben)).map((device) => device.deviceId)).toEqual([ben.deviceId]);
  expect(await refusal(school.accounts.signOutDevice(ben, deviceId))).toBe("not-found");
  expect(await refusal(school.accounts.signOutDevice(ben, "no-such-device" as DeviceId))).toBe("not-found");
  expect(await school.isSignedIn(ashasPhone)).toBe(true);
});

test("signing out ends this device at once, and only this one", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const laptop = await school.signIn("10A-07");
  const asha = await school.actor(phone);
  const { cookie } = await school.accounts.signOut(asha);
  expect(cookie).toContain("Max-Age=0");
  expect(school.ended).toEqual([{ deviceIds: [asha.deviceId], reason: "signed-out" }]);
  expect(await school.isSignedIn(phone)).toBe(false);
  expect(await school.isSignedIn(laptop)).toBe(true);
});

test("Asha signs out a phone she lost", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const lost = await school.actor(phone);
  const laptop = await school.signIn("10A-07");
  await school.accounts.signOutDevice(await school.actor(laptop), lost.deviceId);
  expect(school.ended).toEqual([{ deviceIds: [lost.deviceId], reason: "signed-out" }]);
  expect(await school.isSignedIn(phone)).toBe(false);
  expect(await refusal(school.accounts.signOutDevice(await school.actor(laptop), lost.deviceId))).toBe(
    "not-found",
  );
});

test("signing out everywhere else leaves the one that asks, and everybody else", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const tablet = await school.signIn("10A-07");
  const laptop = await school.signIn("10A-07");
  const ben = await school.admit(BEN);
  const ended = [(await school.actor(phone)).deviceId, (await school.actor(tablet)).deviceId].sort();
  await school.accounts.signOutOthers(await school.actor(laptop));
  expect(school.ended.map(({ deviceIds, reason }) => [deviceIds.sort(), reason])).toEqual([
    [ended, "signed-out"],
  ]);
  expect(
    await Promise.all([phone, tablet, laptop, ben].map((browser) => school.isSignedIn(browser))),
  ).toEqual([false, false, true, true]);
});

test("a program signs in with its token until it is signed out", async () => {
  await using school = await TestSchool.open();
  const asha = await school.actor(await school.admit(ASHA));
  const { device, token } = await school.accounts.addProgram(asha, "Timetable bot");
  expect(device).toMatchObject({ kind: "program", name: "Timetable bot", current: false });
  const headers = new Headers({ authorization: `Bearer ${token}` });
  expect(await school.accounts.authenticate({ headers, address: "192.0.2.7" })).toMatchObject({
    accountId: asha.accountId,
    deviceId: device.deviceId,
  });
  await school.accounts.signOutDevice(asha, device.deviceId);
  expect(await school.accounts.authenticate({ headers, address: "192.0.2.7" })).toBeNull();
});

test("a program may rest longer than a browser: it runs once a year", async () => {
  await using school = await TestSchool.open();
  const asha = await school.actor(await school.admit(ASHA));
  const { token } = await school.accounts.addProgram(asha, "Report card printer");
  school.clock.set(school.clock.now() + 364 * 24 * 60 * 60 * 1000);
  expect(
    await school.accounts.authenticate({
      headers: new Headers({ authorization: `Bearer ${token}` }),
      address: "192.0.2.7",
    }),
  ).not.toBeNull();
});

test("whoever is signed out while adding a program has none", async () => {
  await using school = await TestSchool.open();
  const stolen = await school.actor(await school.admit(ASHA));
  const asha = await school.actor(await school.signIn("10A-07"));
  school.interrupt("UPDATE devices SET name = name", () =>
    school.accounts.signOutDevice(asha, stolen.deviceId),
  );
  expect(await refusal(school.accounts.addProgram(stolen, "Backdoor"))).toBe("unauthenticated");
  expect(await refusal(school.accounts.addProgram(stolen, "Backdoor"))).toBe("unauthenticated");
  expect(await school.accounts.devices(asha)).toHaveLength(1);
});

test("sessions survive a restart, and so does the end of one that was cut short by a crash", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const lost = await school.signIn("10A-07");
  const { deviceId } = await school.actor(lost);
  // What a sign-out has committed when the power goes before anybody is told.
  await school.store.sql.write("UPDATE devices SET ended = 'signed-out' WHERE id = ?", [deviceId]);
  await school.stop();
  await school.start();
  expect(await school.isSignedIn(phone)).toBe(true);
  expect(await school.isSignedIn(lost)).toBe(false);
});

test("an account has fifty programs at most, and is told so", async () => {
  await using school = await TestSchool.open();
  const asha = await school.actor(await school.admit(ASHA));
  for (let i = 0; i < 50; i++) await school.accounts.addProgram(asha, `Bot ${i}`);
  expect(await refusal(school.accounts.addProgram(asha, "One too many"))).toBe("too-many-programs");
  const programs = (await school.accounts.devices(asha)).filter(({ kind }) => kind === "program");
  expect(programs).toHaveLength(50);
});
