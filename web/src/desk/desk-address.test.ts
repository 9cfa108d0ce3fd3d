import { expect, test } from "bun:test";
import type { AccountId } from "@encrptalk/protocol";
import { deskPath, questionOf } from "./desk-address.ts";

const asha = "asha" as AccountId;

test("An address says who is open and which part of the list shows, and nothing that goes without saying", () => {
  expect(deskPath(asha)).toBe("/messages/asha");
  expect(deskPath(null, { filter: "all", className: "", find: "" })).toBe("/messages");
  expect(deskPath(asha, { filter: "unread", className: "10 B", find: "a&b" })).toBe(
    "/messages/asha?filter=unread&class=10+B&find=a%26b",
  );
});

test("An address is read back as it was written; a filter that does not exist is all", () => {
  const question = { filter: "closed", className: "10 B & C", find: "Łukasz" } as const;
  const { searchParams } = new URL(deskPath(asha, question), "http://school.example");
  expect(questionOf(searchParams)).toEqual(question);
  expect(questionOf(new URLSearchParams("filter=everything"))).toEqual({
    filter: "all",
    className: "",
    find: "",
  });
});
