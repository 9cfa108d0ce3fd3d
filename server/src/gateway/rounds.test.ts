import { expect, test } from "bun:test";
import { Metrics } from "../operations/metrics/metrics.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import type { Connection } from "./connection.ts";
import { Rounds } from "./rounds.ts";

test("a crowd that came back within a second beats spread over all the time between two beats (P23)", () => {
  const clock = new FakeClock();
  const rounds = new Rounds(clock, new Metrics());
  const beats: number[] = [];
  const connections = Array.from({ length: 250 }, (_, each) => {
    const beat = () => void beats.push(each);
    return { beat, shedLoad: () => 0 } as Partial<Connection> as Connection;
  });
  for (const connection of connections) rounds.add(connection);
  for (let second = 1; second <= 25; second += 1) {
    clock.pass(1_000);
    expect(beats).toHaveLength(10 * second);
  }
  expect(new Set(beats).size).toBe(connections.length);
});
