import type { Device } from "./device.ts";
import type { Disturbances } from "./orders.ts";
import type { PausableCarrier } from "./pausable-socket.ts";
import type { People } from "./people.ts";
import { pick } from "./random.ts";

/** Each second. */
const CUT = 8;
const IDLE = 2;
const BACK_WITHIN_MS = 3_000;
const IDLE_MS = { least: 15_000, more: 20_000 };
/** Of those that were cut, how many come back by long polls, and for how long. */
const POLLED_SHARE = 0.1;
const POLLED_MS = 10_000;
const READING_MS = 5_000;
/** 60 KB a second, until even the buffers of both systems are full: over 4 MB on Linux. */
const NOT_READING_MS = { least: 60_000, more: 40_000 };
/** It says that it lives, as one whose way to the server is good and whose way back is not. */
const BEAT_MS = 20_000;
/** What a dawdler has left of its connection when it reads again may take this long to come. */
const CLOSED_WITHIN_MS = 15_000;

/** Disturbs the crowd until `signal` says that it is enough; resolves when everybody is on their way back. */
export async function disturb(
  { ordinary, dawdlers }: People,
  counts: Disturbances,
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  const away = new Set<Promise<void>>();
  const dawdling = dawdlers.map((dawdler, index) => dawdle(dawdler, index * 500, counts, random, signal));
  while (!signal.aborted) {
    for (let i = 0; i < CUT + IDLE; i += 1) {
      const device = pick(random, ordinary);
      if (!device.isLive) continue;
      const leaving = i < CUT ? cut(device, counts, random, signal) : idle(device, counts, random, signal);
      away.add(leaving);
      void leaving.finally(() => away.delete(leaving));
    }
    await wait(1_000, signal);
  }
  await Promise.all([...away, ...dawdling]);
}

async function cut(device: Device, counts: Disturbances, random: () => number, signal: AbortSignal) {
  counts.cut += 1;
  device.cut();
  await wait(random() * BACK_WITHIN_MS, signal);
  if (random() < POLLED_SHARE) {
    counts.polled += 1;
    device.poll();
    await wait(POLLED_MS, signal);
  }
  await device.connect();
}

async function idle(device: Device, counts: Disturbances, random: () => number, signal: AbortSignal) {
  counts.idle += 1;
  device.cut();
  await wait(IDLE_MS.least + random() * IDLE_MS.more, signal);
  await device.connect();
}

/** Again and again: stops reading, is closed for it, comes back and pages what it missed. */
async function dawdle(
  dawdler: Device<PausableCarrier>,
  delayMs: number,
  counts: Disturbances,
  random: () => number,
  signal: AbortSignal,
) {
  await wait(delayMs, signal);
  while (!signal.aborted) {
    await wait(READING_MS, signal);
    const { carrier } = dawdler;
    if (signal.aborted || carrier === null) continue;
    counts.stopped += 1;
    carrier.pause();
    const beating = setInterval(() => dawdler.beat(), BEAT_MS);
    await wait(NOT_READING_MS.least + random() * NOT_READING_MS.more, signal);
    clearInterval(beating);
    if (dawdler.carrier === carrier) carrier.resume();
    const patientUntil = performance.now() + CLOSED_WITHIN_MS;
    while (dawdler.carrier === carrier && performance.now() < patientUntil) await Bun.sleep(100);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, signal.aborted ? 0 : ms);
    signal.addEventListener("abort", done);
  });
}
