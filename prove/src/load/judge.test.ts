import { expect, test } from "bun:test";
import { hasFailed } from "../table.ts";
import { Histogram } from "./generator/histogram.ts";
import type { Finished } from "./generator/orders.ts";
import { judgeAbuse, judgeDeliveries, judgeLatency, judgeMemory, type Phase } from "./judge.ts";

const finished: Finished = {
  offered: 10,
  acknowledged: 10,
  deliveries: 100,
  doubled: 0,
  reordered: 0,
  notInHistory: 0,
  notDelivered: 0,
  holes: 0,
  disturbances: { cut: 1, idle: 1, polled: 1, stopped: 1, closedAsSlow: 1, cutAsSlow: 0 },
  failures: [],
};

/** With windows whose deliveries took so long. */
function phase(
  latenciesMs: number[],
  more: { generator?: number; lateMs?: number; memory?: number[] } = {},
): Phase {
  const windows = latenciesMs.map((ms) => {
    const histogram = new Histogram();
    for (let count = 0; count < 100; count += 1) histogram.add(ms);
    return { latencies: histogram.toJSON() };
  });
  return {
    seconds: 600,
    crowd: { windows, sentLateMs: more.lateMs ?? 1, processorShare: more.generator ?? 0.3 },
    server: { memory: more.memory ?? [], processorShare: 0.3, othersShare: 0.3 },
  };
}

test("what was not acknowledged, kept or delivered is lost", () => {
  expect(hasFailed(judgeDeliveries(finished, 2_000))).toBe(false);
  for (const lost of [{ acknowledged: 9 }, { notInHistory: 1 }, { notDelivered: 1 }])
    expect(judgeDeliveries({ ...finished, ...lost }, 2_000).broken.lost).toBe(1);
  expect(hasFailed(judgeDeliveries(finished, 1_999))).toBe(true);
});

test("others' p99 may double, in the middle of all windows; below what anybody sees it may do as it likes", () => {
  const quiet = phase([40, 40, 40]);
  expect(hasFailed(judgeLatency(quiet, phase([70, 70, 900])))).toBe(false);
  expect(hasFailed(judgeLatency(quiet, phase([100, 100, 20])))).toBe(true);
  expect(hasFailed(judgeLatency(phase([2]), phase([20])))).toBe(false);
});

test("a generator that was busy itself, or kept from its work, has measured nothing", () => {
  expect(judgeLatency(phase([2]), phase([2], { lateMs: 900 })).notRun).toContain("900 ms late");
  expect(judgeLatency(phase([2]), phase([2], { generator: 0.95 })).notRun).toContain("95 %");
});

test("memory that rises for long has failed, memory that goes up and down has not", () => {
  expect(judgeMemory(phase([], { memory: [200, 300] })).notRun).toContain("300 MB");
  const level = Array.from({ length: 600 }, (_, second) => 200 + (second % 10));
  expect(hasFailed(judgeMemory(phase([], { memory: level })))).toBe(false);
  // 360 MB an hour.
  const rising = level.map((megabytes, second) => megabytes + second * 0.1);
  expect(hasFailed(judgeMemory(phase([], { memory: rising })))).toBe(true);
});

test("an account that was let do more than one may, or was never refused, has failed", () => {
  const attempts = { sockets: 1_000, commands: 100_000, junk: 9, oversized: 9, searches: 9 };
  const abused = { attempts, mostSockets: 20, accepted: 500, searched: 9, refusals: { 4103: 9, 4004: 9 } };
  expect(judgeAbuse(abused, 10).failures).toEqual([]);
  expect(judgeAbuse({ ...abused, mostSockets: 21 }, 10).failures).toHaveLength(1);
  expect(judgeAbuse({ ...abused, accepted: 600 }, 10).failures).toHaveLength(1);
  expect(judgeAbuse({ ...abused, refusals: {} }, 10).failures).toHaveLength(2);
});
