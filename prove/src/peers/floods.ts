import { readFileSync } from "node:fs";
import type { Person } from "../program/school.ts";
import type { Proof } from "../proof.ts";
import { UNBROKEN } from "../proof.ts";
import type { Bystander } from "./bystander.ts";
import { cut, encodeFrame, type Frame, fragmentsOf, OPCODE } from "./frame.ts";
import { RawPeer, upgradeOf } from "./raw-peer.ts";

const CONNECTIONS = 15;
const FRAMES = 200_000;
/** What the program may keep of all that was said to it in one flood. */
const MOST_KEPT_BYTES = 96 * 1024 * 1024;

interface Flood {
  what: string;
  /** Said on each connection. */
  bytes(): Uint8Array;
  reads: boolean;
}

const oneAnother = (frames: readonly Frame[]) => Buffer.concat(frames.map(encodeFrame));
const repeated = (frame: Frame, times: number) => {
  const one = encodeFrame(frame);
  const all = Buffer.alloc(one.length * times);
  for (let at = 0; at < all.length; at += one.length) one.copy(all, at);
  return all;
};

const floods: readonly Flood[] = [
  {
    what: "200,000 fragments of a byte on each of 15 connections",
    bytes: () => oneAnother(fragmentsOf(cut(Buffer.alloc(FRAMES, " "), 1))),
    reads: true,
  },
  {
    what: "fragments up to the limit and no end, on each of 15 connections",
    bytes: () => oneAnother(fragmentsOf(cut(Buffer.alloc(65_537, " "), 1)).slice(0, -1)),
    reads: true,
  },
  {
    what: "200,000 empty fragments and no end, on each of 15 connections",
    bytes: () =>
      Buffer.concat([
        encodeFrame({ opcode: OPCODE.text, payload: Buffer.alloc(0), final: false }),
        repeated({ opcode: OPCODE.continuation, payload: Buffer.alloc(0), final: false }, FRAMES),
      ]),
    reads: true,
  },
  {
    what: "200,000 pings whose pongs nobody reads, on each of 15 connections",
    bytes: () => repeated({ opcode: OPCODE.ping, payload: Buffer.alloc(125, "a") }, FRAMES),
    reads: false,
  },
];

/** Much of what a server might keep, by many at once: its memory stays bounded, and others are served meanwhile. */
export async function* flood(people: readonly Person[], bystander: Bystander): AsyncIterable<Proof> {
  for (const { what, bytes, reads } of floods) {
    const before = residentBytes(bystander);
    const peers = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, index) =>
        RawPeer.open(people[index % people.length] as Person),
      ),
    );
    const said = bytes();
    for (const peer of peers) {
      if (!reads) peer.stopReading();
      peer.write(said);
    }
    yield await watched(what, CONNECTIONS, peers, bystander, before);
  }
}

/** Requests that begin and do not go on. */
export async function stallUpgrades(person: Person, bystander: Bystander): Promise<Proof> {
  const before = residentBytes(bystander);
  const request = Buffer.from(upgradeOf(person));
  const peers = Array.from({ length: 500 }, (_, index) => {
    const peer = new RawPeer(person);
    peer.write(request.subarray(0, 1 + ((index * 7) % (request.length - 4))));
    return peer;
  });
  return watched("upgrades that begin and do not go on, at once", peers.length, peers, bystander, before);
}

/** Whether a bystander is served while it goes on, and what the program kept at most. */
async function watched(
  what: string,
  count: number,
  peers: readonly RawPeer[],
  bystander: Bystander,
  before: number,
): Promise<Proof> {
  const failures: string[] = [];
  let most = 0;
  let slowestMs = 0;
  for (const until = Date.now() + 2_000; Date.now() < until; await Bun.sleep(50)) {
    const askedAt = performance.now();
    if (!(await bystander.isServed())) failures.push("the bystander was cut off");
    slowestMs = Math.max(slowestMs, performance.now() - askedAt);
    most = Math.max(most, residentBytes(bystander) - before);
  }
  for (const peer of peers) peer.drop();
  if (most > MOST_KEPT_BYTES) failures.push(`the program grew by ${megabytes(most)}`);
  const figures = `memory at most + ${megabytes(most)}, the bystander within ${Math.round(slowestMs)} ms`;
  return { what, kind: "inputs", count, broken: UNBROKEN, failures: failures.slice(0, 3), figures };
}

const megabytes = (bytes: number) => `${Math.round(Math.max(0, bytes) / 1024 / 1024)} MB`;

/** Of the program: Linux says it of each process. */
function residentBytes({ school }: Bystander): number {
  const status = readFileSync(`/proc/${school.program.processId}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
