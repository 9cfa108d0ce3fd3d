import { expect, test } from "bun:test";
import { queryOf, questionOf, searchOf } from "./audit-address.ts";

const asked = (address: string) => questionOf(new URLSearchParams(address));

test("the address says which entries are shown, and what it cannot mean is left out", () => {
  const question = asked("kind=sign-in&person=asha&from=2026-11-01&to=2026-11-21");
  expect(question).toEqual({
    kind: "sign-in",
    person: "asha",
    from: "2026-11-01",
    to: "2026-11-21",
  } as never);
  expect(asked(new URLSearchParams(searchOf(question)).toString())).toEqual(question);
  const nothing = { kind: "", person: "", from: "", to: "" } as const;
  expect(asked("kind=made-up&person=a+b&from=yesterday&to=2026-13-45")).toEqual(nothing);
  expect(searchOf(nothing)).toEqual({});
});

test("both days are included, as this device's calendar has them", () => {
  const { from, to } = queryOf(asked("from=2026-03-29&to=2026-03-29"));
  expect(from).toBe(new Date(2026, 2, 29).getTime());
  expect(to).toBe(new Date(2026, 2, 30).getTime());
  expect(queryOf(asked(""))).toEqual({});
});
