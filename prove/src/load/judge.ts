import { MAX_CONNECTIONS_PER_ACCOUNT } from "@encrptalk/protocol";
import { notRun, type Proof, UNBROKEN } from "../proof.ts";
import type { Abused } from "./abuser/orders.ts";
import { Histogram } from "./generator/histogram.ts";
import type { Finished, Phased } from "./generator/orders.ts";
import { median, risePerHour } from "./trend.ts";
import type { Watched } from "./watch.ts";

/** A phase of the soak: what the crowd saw, and what the server's process and the machine did meanwhile. */
export interface Phase {
  seconds: number;
  crowd: Phased;
  server: Watched;
}

const MOST_DEVICES = 2_000;
/** Others' times may at most double under abuse. Below this nobody sees a difference, so it is not counted as one. */
const MOST_TIMES = 2;
const UNSEEN_MS = 25;
/** Above this a generator measures itself. */
const MOST_GENERATOR_SHARE = 0.9;
/** And one that is later than this with a hundredth of its messages measures whatever else the machine does. */
const MOST_LATE_MS = 50;
/**
 * A leak of 1 KB for each message, return and refused socket (130 a second) would be 460 MB an hour, one of 10 bytes for each
 * refused command 360. Half of that is what garbage that comes and goes makes of a level line within minutes.
 */
const MOST_RISE_PER_HOUR_MB = 256;
/** Of a shorter half, the slope is what the collection of garbage makes of it. */
const LEAST_SLOPE_SECONDS = 200;
/** A soak must be so long for one reader to be closed. */
const SLOW_READER_SECONDS = 120;
/** What the server lets one account do each second, and at once (P37). */
const ACCOUNT_PER_SECOND = 40;
const ACCOUNT_AT_ONCE = 120;

/** Every delivery of the whole run, and the histories at its end. */
export function judgeDeliveries(finished: Finished, devices: number): Proof {
  const { offered, acknowledged, deliveries, doubled, reordered, notInHistory, notDelivered, holes } =
    finished;
  return {
    what: `${devices.toLocaleString("en")} live devices: every delivery counted`,
    kind: "inputs",
    count: offered,
    broken: { ...UNBROKEN, lost: notInHistory + notDelivered + (offered - acknowledged), doubled, reordered },
    failures: [
      ...finished.failures,
      ...(devices < MOST_DEVICES ? [`only ${devices} of ${MOST_DEVICES} devices got a connection`] : []),
    ],
    figures: `${deliveries.toLocaleString("en")} deliveries, ${holes} holes found and asked for`,
  };
}

/** Whether those who were cut off came back is in the deliveries; here, that they were cut at all. */
export function judgeCuts({ disturbances: { cut, idle, polled } }: Finished): Proof {
  return {
    what: "connections cut, and resumed from their positions",
    kind: "faults",
    count: cut + idle,
    broken: UNBROKEN,
    failures: cut === 0 || idle === 0 ? ["no connection was cut"] : [],
    figures: `${cut} for moments, ${polled} of them over HTTP for a while, ${idle} for half a minute`,
  };
}

/**
 * Readers that stopped; that they missed nothing is in the deliveries too. One that does not read for seconds after it was
 * closed sees that the connection broke off, and not with what.
 */
export function judgeSlowReaders({ disturbances }: Finished, seconds: number): Proof {
  const what = "readers that stopped, were closed with 4001, and resumed";
  const { stopped, closedAsSlow, cutAsSlow } = disturbances;
  if (seconds < SLOW_READER_SECONDS)
    return notRun(what, "faults", `until the buffers are full takes ${SLOW_READER_SECONDS} s`);
  return {
    what,
    kind: "faults",
    count: stopped,
    broken: UNBROKEN,
    failures: closedAsSlow === 0 ? ["no slow reader was closed with 4001"] : [],
    figures: `${closedAsSlow} of ${stopped} saw 4001, ${cutAsSlow} that it broke off`,
  };
}

/** What one account was let do. */
export function judgeAbuse(
  { attempts, mostSockets, accepted, searched, refusals }: Abused,
  seconds: number,
): Proof {
  const most = ACCOUNT_AT_ONCE + ACCOUNT_PER_SECOND * seconds;
  const failures = [
    mostSockets > MAX_CONNECTIONS_PER_ACCOUNT ? `it had ${mostSockets} connections at once` : "",
    accepted + searched > most
      ? `${accepted + searched} commands and searches were done, not ${most} at most`
      : "",
    refusals["4103"] ? "" : "no connection of it was refused",
    refusals["4004"] ? "" : "no connection of it was closed for flooding",
  ];
  const refused = Object.entries(refusals).map(([code, count]) => `${code} ${count}`);
  return {
    what: "one account that does whatever it can, bounded and refused",
    kind: "inputs",
    count: Object.values(attempts).reduce((sum, count) => sum + count, 0),
    broken: UNBROKEN,
    failures: failures.filter(Boolean),
    figures: `${attempts.sockets} sockets tried, at most ${mostSockets} held; ${attempts.commands} commands, ${accepted} done; ${searched} searches; ${refused.join(", ")}`,
  };
}

/** From the intended send time to being seen by others: with abuse beside without. */
export function judgeLatency(quiet: Phase, rough: Phase): Proof {
  const what = "send to seen, p99 under abuse within 2 × the quiet";
  const busiest = Math.max(quiet.crowd.processorShare, rough.crowd.processorShare);
  const latest = Math.max(quiet.crowd.sentLateMs, rough.crowd.sentLateMs);
  if (latest > MOST_LATE_MS) {
    const others = `others had ${percent(rough.server.othersShare)} of a core`;
    return notRun(
      what,
      "inputs",
      `the generator came ${ms(latest)} late, since the machine was busy: ${others}`,
    );
  }
  if (busiest > MOST_GENERATOR_SHARE)
    return notRun(
      what,
      "inputs",
      `the generator was busy for ${percent(busiest)} of the time, and measured itself`,
    );
  const [before, during] = [quiet, rough].map(figuresOf) as [Figures, Figures];
  const most = Math.max(MOST_TIMES * before.p99, UNSEEN_MS);
  return {
    what,
    kind: "inputs",
    count: before.count + during.count,
    broken: UNBROKEN,
    failures: during.p99 > most ? [`p99 was ${ms(during.p99)}, not ${ms(most)} at most`] : [],
    figures: [
      `quiet p50 ${ms(before.p50)} p99 ${ms(before.p99)}, rough p50 ${ms(during.p50)} p99 ${ms(during.p99)}`,
      `worst 10 s ${ms(before.worst)} and ${ms(during.worst)}`,
      `generator late by ${ms(rough.crowd.sentLateMs)}`,
      `server ${percent(quiet.server.processorShare)} and ${percent(rough.server.processorShare)} of a core`,
      `generator ${percent(rough.crowd.processorShare)}, all others ${percent(rough.server.othersShare)}`,
    ].join("; "),
  };
}

/** Over the second half: in the first one, what is kept for later is filled. */
export function judgeMemory({ seconds, server: { memory } }: Phase): Proof {
  const what = "resident memory of the server, flat over the second half";
  const half = memory.slice(Math.floor(memory.length / 2));
  const span = `${Math.min(...half).toFixed(0)} to ${Math.max(...half).toFixed(0)} MB`;
  if (half.length < LEAST_SLOPE_SECONDS)
    return notRun(what, "inputs", `${seconds} s are too few for a slope; it was at ${span}`);
  const rise = risePerHour(half);
  return {
    what,
    kind: "inputs",
    count: memory.length,
    broken: UNBROKEN,
    failures:
      rise > MOST_RISE_PER_HOUR_MB
        ? [`it rose by ${rise.toFixed(0)} MB an hour, not ${MOST_RISE_PER_HOUR_MB} at most`]
        : [],
    figures: `${rise.toFixed(0)} MB an hour; ${span}, at most ${Math.max(...memory).toFixed(0)}`,
  };
}

interface Figures {
  count: number;
  p50: number;
  p99: number;
  worst: number;
}

/** Of ten seconds each, and of those the median, so that a moment in which the machine did something else is one of many. */
function figuresOf({ crowd: { windows } }: Phase): Figures {
  const histograms = windows.map(({ latencies }) => new Histogram(latencies));
  const p99s = histograms.map((histogram) => histogram.percentile(0.99));
  return {
    count: histograms.reduce((sum, { count }) => sum + count, 0),
    p50: median(histograms.map((histogram) => histogram.percentile(0.5))),
    p99: median(p99s),
    worst: Math.max(...p99s),
  };
}

const ms = (time: number): string => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
