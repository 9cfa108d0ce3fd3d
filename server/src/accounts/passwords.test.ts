import { expect, test } from "bun:test";
import { failure } from "../testing/accounts-school.ts";
import { OWASP_PASSWORD_COST, Passwords } from "./passwords.ts";

test("passwords are hashed with argon2id at what OWASP asks for, each with a salt of its own", async () => {
  const passwords = new Passwords(OWASP_PASSWORD_COST);
  const [one, other] = await Promise.all([
    passwords.hash("the same password"),
    passwords.hash("the same password"),
  ]);
  expect(one).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
  expect(one).not.toBe(other);
  expect(await passwords.verify("the same password", one)).toBe(true);
  expect(await passwords.verify("the same passwords", one)).toBe(false);
});

test("a flood of sign-ins waits in a bounded queue; what does not fit is told when to return", async () => {
  const passwords = new Passwords({ memoryKibibytes: 64, passes: 1 });
  const hash = await passwords.hash("a password");
  const checks = await Promise.all(
    Array.from({ length: 520 }, () =>
      passwords.verify("a password", hash).catch((error: unknown) => failure(Promise.reject(error))),
    ),
  );
  expect(checks.filter((check) => check === true)).toHaveLength(502);
  expect(checks.at(-1)).toMatchObject({ code: "unavailable", details: { retryAfterMs: 5_000 } });
  expect(await passwords.verify("a password", hash)).toBe(true);
});
