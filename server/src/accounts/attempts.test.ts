import { expect, test } from "bun:test";
import { ProtocolError } from "@encrptalk/protocol";
import { refusal } from "../testing/accounts-school.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { Attempts } from "./attempts.ts";

const wrong = () => Promise.reject(new ProtocolError("wrong-credentials"));
const guess = (
  attempts: Attempts,
  subject: string,
  address: string,
  outcome: () => Promise<unknown> = wrong,
) => refusal(attempts.guess(subject, address, "wrong-credentials", outcome));

test("one IPv6 subscriber is one address, whichever of theirs they send from", async () => {
  const attempts = new Attempts(new FakeClock());
  for (let n = 0; n < 200; n++) await guess(attempts, `roll-${n}`, `2001:db8:1:2::${n.toString(16)}`);
  expect(await guess(attempts, "roll-200", "2001:db8:1:2:ffff::1")).toBe("rate-limited");
  expect(await guess(attempts, "roll-200", "2001:db8:1:3::1")).toBe("wrong-credentials");
});

test("an IPv4 address counts as itself when it comes in IPv6's clothes", async () => {
  const attempts = new Attempts(new FakeClock());
  for (let n = 0; n < 200; n++) await guess(attempts, `roll-${n}`, "::ffff:192.0.2.7");
  expect(await guess(attempts, "roll-200", "192.0.2.7")).toBe("rate-limited");
  expect(await guess(attempts, "roll-200", "::ffff:192.0.2.8")).toBe("wrong-credentials");
});

test("what failed for another reason than being wrong is not counted", async () => {
  const attempts = new Attempts(new FakeClock());
  const full = () => Promise.reject(new ProtocolError("storage-full"));
  for (let n = 0; n < 20; n++) expect(await guess(attempts, "asha", "192.0.2.7", full)).toBe("storage-full");
  expect(await guess(attempts, "asha", "192.0.2.7")).toBe("wrong-credentials");
});

test("tries at one locked account do not use up those of everybody behind the same address", async () => {
  const attempts = new Attempts(new FakeClock());
  for (let n = 0; n < 300; n++) await guess(attempts, "asha", "192.0.2.7");
  expect(await guess(attempts, "asha", "192.0.2.7")).toBe("rate-limited");
  expect(await guess(attempts, "ben", "192.0.2.7")).toBe("wrong-credentials");
});
