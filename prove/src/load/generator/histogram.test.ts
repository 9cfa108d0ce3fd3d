import { expect, test } from "bun:test";
import { Histogram } from "./histogram.ts";

test("percentiles are right within a twentieth, also after a way as JSON", () => {
  const histogram = new Histogram();
  for (let ms = 1; ms <= 1_000; ms += 1) histogram.add(ms);
  const copy = new Histogram(JSON.parse(JSON.stringify(histogram)) as number[]);
  for (const { count, p50, p99 } of [histogram, copy].map((one) => ({
    count: one.count,
    p50: one.percentile(0.5),
    p99: one.percentile(0.99),
  }))) {
    expect(count).toBe(1_000);
    expect(p50).toBeGreaterThanOrEqual(500);
    expect(p50).toBeLessThan(526);
    expect(p99).toBeGreaterThanOrEqual(990);
    expect(p99).toBeLessThan(1_040);
  }
});

test("nothing has no time, and what takes for ever is counted", () => {
  const histogram = new Histogram();
  expect(histogram.percentile(0.99)).toBe(0);
  histogram.add(1e12);
  expect(histogram.count).toBe(1);
  expect(histogram.percentile(0.5)).toBeGreaterThan(60_000);
});
