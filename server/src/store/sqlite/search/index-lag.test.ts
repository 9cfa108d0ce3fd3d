import { expect, test } from "bun:test";
import type { Position } from "@encrptalk/protocol";
import { IndexLag } from "./index-lag.ts";

const at = (position: number) => position as Position;

test("nothing waits when all that was committed is in the index", () => {
  const lag = new IndexLag();
  expect(lag.ms()).toBe(0);
  lag.committed(at(7));
  expect(lag.ms()).toBeGreaterThan(0);
  lag.indexed(at(6), at(7));
  expect(lag.ms()).toBeGreaterThan(0);
  lag.indexed(at(7), at(7));
  expect(lag.ms()).toBe(0);
});

test("what a start finds missing waits from then on", () => {
  const lag = new IndexLag();
  lag.indexed(at(3), at(9));
  expect(lag.ms()).toBeGreaterThan(0);
  lag.indexed(at(9), at(9));
  expect(lag.ms()).toBe(0);
});
