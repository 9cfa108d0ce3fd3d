import { existsSync, readFileSync } from "node:fs";
import { CLOSE } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";
import type { Proof } from "../proof.ts";
import { UNBROKEN } from "../proof.ts";
import type { Bystander } from "./bystander.ts";
import { cut, encodeFrame, type Frame, fragmentsOf, OPCODE } from "./frame.ts";
import { type End, RawPeer, upgradeOf } from "./raw-peer.ts";

const CONNECTIONS = 15;
const FRAMES = 200_000;
/** What the program may keep of all that was said to it in one flood. */
const MOST_KEPT_BYTES = 96 * 1024 * 1024;

const WATCHED_MS = 2_000;
/** Who asks for something has to say what: a request that is begun is not waited for without end. */
const CUT_WITHIN_MS = 20_000;

interface Flood {
  what: string;
  /** Said on each connection. */
  bytes(): Uint8Array;
  /** What became of each of them. */
  end: End | "open";
  /** Takes what the server sends. */
  reads?: false;
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
    end: 1009,
  },
  {
    what: "fragments up to the limit and no end, on each of 15 connections",
    bytes: () => oneAnother(fragmentsOf(cut(Buffer.alloc(65_537, " "), 1)).slice(0, -1)),
    end: "open",
  },
  {
    what: "200,000 empty fragments and no end, on each of 15 connections",
    bytes: () =>
      Buffer.concat([
        encodeFrame({ opcode: OPCODE.text, payload: Buffer.alloc(0), final: false }),
        repeated({ opcode: OPCODE.continuation, payload: Buffer.alloc(0), final: false }, FRAMES),
      ]),
    end: "open",
  },
  {
    what: "200,000 pings whose pongs nobody reads, on each of 15 connections",
    bytes: () => repeated({ opcode: OPCODE.ping, payload: Buffer.alloc(125, "a") }, FRAMES),
    end: CLOSE.flooding,
    reads: false,
  },
];

/** Much of what a server might keep, by many at once: its memory stays bounded, and others are served meanwhile. */
export async function* flood(people: readonly Person[], bystander: Bystander): AsyncIterable<Proof> {
  for (const { what, bytes, end, reads = true } of floods) {
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
    const proof = await watched(what, CONNECTIONS, bystander, before);
    const ends = await Promise.all(peers.map(endOf));
    for (const peer of peers) peer.drop();
    const others = [...new Set(ends.filter((other) => other !== end))];
    yield { ...proof, failures: [...proof.failures, ...others.map((other) => `${other} instead of ${end}`)] };
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
  const proof = await watched(
    "upgrades that begin and do not go on, at once",
    peers.length,
    bystander,
    before,
  );
  const startedAt = performance.now();
  const areCut = Promise.all(peers.map(({ ended }) => ended)).then(() => true);
  const failures = [...proof.failures];
  if (!(await Promise.race([areCut, Bun.sleep(CUT_WITHIN_MS).then(() => false)])))
    failures.push(`not all were cut after ${CUT_WITHIN_MS} ms more`);
  for (const peer of peers) peer.drop();
  const tookS = Math.round((performance.now() - startedAt + WATCHED_MS) / 1_000);
  return { ...proof, failures, figures: `${proof.figures}, all cut after ${tookS} s` };
}

/** Also of one that did not read until now. */
async function endOf(peer: RawPeer): Promise<End | "open"> {
  peer.goOnReading();
  // In the middle of a message nothing else can be said.
  peer.send({ opcode: OPCODE.ping, payload: Buffer.from("open?") });
  const isOpen = () => peer.pongs.includes("open?");
  await peer.next(isOpen);
  return isOpen() ? "open" : peer.ended;
}

/** Whether a bystander is served while it goes on, and what the program kept at most. */
async function watched(what: string, count: number, bystander: Bystander, before: number): Promise<Proof> {
  const failures: string[] = [];
  let most = 0;
  let slowestMs = 0;
  for (const until = Date.now() + WATCHED_MS; Date.now() < until; await Bun.sleep(50)) {
    const askedAt = performance.now();
    if (!(await bystander.isServed())) failures.push("the bystander was cut off");
    slowestMs = Math.max(slowestMs, performance.now() - askedAt);
    most = Math.max(most, residentBytes(bystander) - before);
  }
  if (most > MOST_KEPT_BYTES) failures.push(`the program grew by ${megabytes(most)}`);
  const figures = `memory at most + ${megabytes(most)}, the bystander within ${Math.round(slowestMs)} ms`;
  return { what, kind: "inputs", count, broken: UNBROKEN, failures: failures.slice(0, 3), figures };
}

const megabytes = (bytes: number) => `${Math.round(Math.max(0, bytes) / 1024 / 1024)} MB`;

/** Of the program, where the system says it of each process (Linux); else 0. */
function residentBytes({ school }: Bystander): number {
  const file = `/proc/${school.program.processId}/status`;
  if (!existsSync(file)) return 0;
  const status = readFileSync(file, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
