import type { RoomId } from "@encrptalk/protocol";
import { Client } from "./client.ts";
import type { Arrived, Seat } from "./orders.ts";

/** Handshakes under way at once: what a listening socket keeps waiting. Beyond it the kernel puts clients off. */
const AT_ONCE = 400;
const PATIENCE_MS = 60_000;
/** After the last message was said, all get this long to hear it. */
const HEARING_MS = 15_000;
const LOOK_EVERY_MS = 250;
/** Messages said in the room of all. */
const SAID = 2;

/**
 * All clients connect as fast as the server takes them, and catch up. Something is said in `sayIn` when half of them
 * are live, which the others get in one way or the other, and again in the end.
 */
export async function arrive(
  url: string,
  seats: readonly Seat[],
  sayIn: RoomId | null,
): Promise<{ clients: Client[]; arrived: Arrived }> {
  const failures = new Set<string>();
  const failed = (reason: unknown) => void failures.add(String(reason));
  const clients: Client[] = [];
  const liveMs: number[] = [];
  let characters = 0;
  let saying: Promise<void> | null = null;
  const processorAtStart = process.cpuUsage();
  const startedAt = performance.now();

  const catchUp = async (client: Client) => {
    const answer = await client.catchUp();
    characters += answer;
    liveMs.push(performance.now() - startedAt);
    if (sayIn !== null && liveMs.length >= seats.length / 2) saying ??= client.say(sayIn);
  };
  const catchingUp: Promise<void>[] = [];
  const waiting = seats.values();
  const connectNext = async () => {
    for (const seat of waiting) {
      const client = await Client.connect(url, seat, failed);
      clients.push(client);
      catchingUp.push(catchUp(client));
    }
  };
  const connecting = Array.from({ length: AT_ONCE }, () => connectNext().catch(failed));
  await Promise.race([Promise.all(connecting).then(() => Promise.all(catchingUp)), Bun.sleep(PATIENCE_MS)]);
  const { user, system } = process.cpuUsage(processorAtStart);
  const processorShare = (user + system) / 1_000 / (performance.now() - startedAt);

  await saying;
  if (sayIn !== null) await clients[0]?.say(sayIn);
  const faults = await findFaults(clients, sayIn);
  return {
    clients,
    arrived: {
      clients: seats.length,
      liveMs: liveMs.sort((one, other) => one - other),
      ...faults,
      lost: faults.lost + seats.length - liveMs.length,
      failures: [...failures],
      processorShare,
      characters,
    },
  };
}

/** Looks until nobody is behind, and once more: what comes twice comes soon after. */
async function findFaults(
  clients: readonly Client[],
  sayIn: RoomId | null,
): Promise<{ lost: number; doubled: number }> {
  for (let waited = 0; waited < HEARING_MS; waited += LOOK_EVERY_MS) {
    if (countFaults(clients, sayIn).lost === 0) break;
    await Bun.sleep(LOOK_EVERY_MS);
  }
  await Bun.sleep(LOOK_EVERY_MS);
  return countFaults(clients, sayIn);
}

function countFaults(clients: readonly Client[], sayIn: RoomId | null): { lost: number; doubled: number } {
  let lost = 0;
  let doubled = 0;
  for (const client of clients) {
    const found = client.read();
    lost += found.lost;
    doubled += found.doubled;
    for (const { roomId, seq } of client.seat.heads)
      lost += Math.abs(seq + (roomId === sayIn ? SAID : 0) - client.seqIn(roomId));
  }
  return { lost, doubled };
}
