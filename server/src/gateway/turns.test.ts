import { expect, test } from "bun:test";
import { ProtocolError } from "@encrptalk/protocol";
import { Turns } from "./turns.ts";

test("sixty large answers asked for at once by one account are made one at a time, others' between them", async () => {
  const turns = new Turns(60);
  const order: string[] = [];
  let underWay = 0;
  const work = (name: string) => async () => {
    underWay += 1;
    expect(underWay).toBeLessThanOrEqual(2);
    await Bun.sleep(0);
    order.push(name);
    underWay -= 1;
  };
  const greedy = Array.from({ length: 60 }, (_, index) => turns.take("asha", work(`asha ${index}`)));
  const modest = turns.take("ben", work("ben"));
  await Promise.all([...greedy, modest]);
  expect(order.indexOf("ben")).toBeLessThan(5);
  expect(order.filter((name) => name !== "ben")).toEqual(
    Array.from({ length: 60 }, (_, index) => `asha ${index}`),
  );
});

test("one that fails keeps nobody waiting, and more than may wait are refused", async () => {
  const turns = new Turns(2);
  const fails = turns.take("asha", () => Promise.reject(new Error("no disk")));
  const next = turns.take("asha", () => Promise.resolve("next"));
  expect(turns.take("asha", () => Promise.resolve())).rejects.toThrow(ProtocolError);
  expect(fails).rejects.toThrow("no disk");
  expect(await next).toBe("next");
  expect(await turns.take("asha", () => Promise.resolve("again"))).toBe("again");
});
