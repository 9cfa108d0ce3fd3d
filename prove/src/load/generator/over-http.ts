import type { Polled, RoomEvent, RoomId, SentMessage, Seq } from "@encrptalk/protocol";
import type { Door } from "./carrier.ts";
import type { Outbox } from "./outbox.ts";
import type { Positions } from "./positions.ts";

const POLL_MS = 25_000;
/** Between two polls: a busy room must not make a request of each message. */
const POLL_SPACING_MS = 250;

/** Hears by long polls, and sends what is to be sent, until the device is cut off. */
export async function pollWhile(
  signal: AbortSignal,
  door: Door,
  positions: Positions,
  outbox: Outbox,
): Promise<void> {
  while (!signal.aborted) {
    const request = { sync: positions.command, waitMs: POLL_MS };
    const polled = await askOverHttp<Polled>(door, "/api/poll", request, signal);
    if (signal.aborted) return;
    if (polled) positions.synced(polled.synced);
    for (const number of outbox.numbers) {
      const command = { id: "1", command: outbox.command(number) };
      const reply = await askOverHttp<{ result: SentMessage }>(door, "/api/commands", command, signal);
      if (reply) outbox.acknowledged(number, reply.result);
    }
    await Bun.sleep(POLL_SPACING_MS);
  }
}

/** Pages what a catching up left out: after one event, before another. Throws when the pages have a hole. */
export async function* pageBetween(
  door: Door,
  roomId: RoomId,
  after: Seq,
  before: Seq,
): AsyncIterable<RoomEvent> {
  let known = after;
  while (known < before - 1) {
    const path = `/api/rooms/${roomId}/events?after=${known}&limit=200`;
    const page = await askOverHttp<{ events: RoomEvent[] }>(door, path, null);
    const missing = page?.events.filter(({ seq }) => seq < before) ?? [];
    if (missing[0]?.seq !== known + 1) throw new Error(`a page after ${known} does not begin with the next`);
    yield* missing;
    known = missing.at(-1)?.seq ?? known;
  }
}

/** Asks as this device. `null` when it was cut off before the answer; throws on a refusal but `rate-limited`. */
export async function askOverHttp<Result>(
  { url, token }: Door,
  path: string,
  body: object | null,
  signal?: AbortSignal,
): Promise<Result | null> {
  for (;;) {
    const response = await fetchUnlessCut(`${url}${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    if (response === null) return null;
    if (response.ok) return (await response.json()) as Result;
    if (response.status !== 429)
      throw new Error(`${path} was answered ${response.status} ${await response.text()}`);
    await Bun.sleep(1_000 * Number(response.headers.get("retry-after") ?? 1));
  }
}

async function fetchUnlessCut(url: string, options: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (options.signal?.aborted) return null;
    throw error;
  }
}
