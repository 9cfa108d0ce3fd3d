import { percentile } from "../spread.ts";
import type { Client } from "./client.ts";
import type { Sent } from "./orders.ts";

/** After the last acknowledgement, a sender's own messages get this long to come back to it. */
const AFTERMATH_MS = 300;

/** Every client writes, waits for the acknowledgement, and writes again, until the time is over. */
export async function send(clients: readonly Client[], seconds: number): Promise<Sent> {
  const failures = new Set<string>();
  const latencies: number[] = [];
  const processorAtStart = process.cpuUsage();
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1_000;
  const keepWriting = async (client: Client) => {
    for (let at = performance.now(); at < endAt; ) {
      await client.say();
      const acknowledgedAt = performance.now();
      latencies.push(acknowledgedAt - at);
      at = acknowledgedAt;
    }
  };
  await Promise.all(
    clients.map((client) => keepWriting(client).catch((error) => failures.add(String(error)))),
  );
  const took = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(processorAtStart);
  await Bun.sleep(AFTERMATH_MS);
  const found = clients.map((client) => client.read());
  const sorted = Float64Array.from(latencies).sort();
  return {
    acknowledged: latencies.length,
    seconds: took / 1_000,
    latencyMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: percentile(sorted, 1) },
    lost: found.reduce((sum, { lost }) => sum + lost, 0),
    doubled: found.reduce((sum, { doubled }) => sum + doubled, 0),
    failures: [...failures],
    processorShare: (user + system) / 1_000 / took,
  };
}
