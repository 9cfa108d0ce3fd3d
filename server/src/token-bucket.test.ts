import { describe, expect, test } from "bun:test";
import { FakeClock } from "./testing/fake-clock.ts";
import { TokenBucket, TokenBuckets } from "./token-bucket.ts";

describe("a token bucket", () => {
  test("gives a burst at once, then says when the next one comes", () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ perSecond: 2, burst: 3 }, clock);
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0]);
    expect(bucket.take()).toBe(500);
    clock.pass(499);
    expect(bucket.take()).toBeGreaterThan(0);
    clock.pass(1);
    expect(bucket.take()).toBe(0);
  });

  test("is not frozen by a clock that is set back", () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, clock);
    bucket.take();
    clock.set(clock.now() - 86_400_000);
    bucket.take();
    clock.pass(1_000);
    expect(bucket.take()).toBe(0);
  });

  test("counts each key for itself", () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 }, new FakeClock());
    expect(buckets.take("Asha")).toBe(0);
    expect(buckets.take("Asha")).toBe(1000);
    expect(buckets.take("Ben")).toBe(0);
  });
});
