import { HEARTBEAT_MS, MAX_SILENCE_MS, PRESENCE_GRACE_MS } from "@encrptalk/protocol";
import { until } from "../witness/until.ts";

/** A client looks every 5 s whether two beats have passed. */
const CLIENT_LOOKS_EVERY_MS = 5_000;
export const CLIENT_NOTICES_WITHIN_MS = MAX_SILENCE_MS + CLIENT_LOOKS_EVERY_MS;
/** The server looks when it beats. A person who has gone is online for a moment more. */
export const SERVER_NOTICES_WITHIN_MS = MAX_SILENCE_MS + HEARTBEAT_MS + PRESENCE_GRACE_MS;
/** Of a machine that has other things to do. */
const SLACK_MS = 1_500;

/** After how many milliseconds it was so; `null`: not in time. */
export async function noticed(isSo: () => boolean, withinMs: number): Promise<number | null> {
  const startedAt = performance.now();
  return (await until(isSo, withinMs + SLACK_MS)) ? performance.now() - startedAt : null;
}

export const seconds = (ms: number | null): string =>
  ms === null ? "never" : `after ${(ms / 1_000).toFixed(1)} s`;
