import { isConnected } from "@encrptalk/client";
import { notRun, type Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";
import { CLIENTS, loseNone, loseSome, SERVER, setLink } from "./link.ts";
import { CLIENT_NOTICES_WITHIN_MS, noticed, seconds } from "./noticed.ts";

// Runs in the clients' namespace. Writes a line of JSON for each proof.

const SHORT_MS = 5_000;
/** More than two beats, and more than the clients may take to notice. */
const LONG_MS = 65_000;
const TALK_EVERY_MS = 50;
const LOST_PERCENT = 10;

const scene = await Scene.set({ under: ["ip", "netns", "exec", SERVER.namespace], host: SERVER.address });
try {
  for (const prove of [shortly, forLong, lossy]) console.log(JSON.stringify(await prove(scene)));
} finally {
  await scene.close();
}
process.exit(0);

async function shortly({ witness }: Scene): Promise<Proof> {
  const what = "network: a link that is down for 5 s";
  const findings = new Findings();
  for (const end of [SERVER, CLIENTS, SERVER]) {
    witness.talk(TALK_EVERY_MS);
    await Bun.sleep(500);
    setLink(end, "down");
    await Bun.sleep(SHORT_MS);
    setLink(end, "up");
    await Bun.sleep(500);
    findings.add(await witness.verdict(), `${end.device} down for ${SHORT_MS} ms`);
  }
  return findings.proof(what);
}

async function forLong({ witness }: Scene): Promise<Proof> {
  const what = "network: a link that is down for more than two beats";
  const findings = new Findings();
  const downAt = performance.now();
  setLink(SERVER, "down");
  const isNoticed = () => witness.devices.every(({ client }) => !isConnected(client.connection.get()));
  const afterMs = await noticed(isNoticed, CLIENT_NOTICES_WITHIN_MS);
  if (afterMs === null) findings.failed("not all clients noticed that they are not connected");
  // What is said now waits.
  witness.talk(TALK_EVERY_MS);
  await Bun.sleep(Math.max(2_000, downAt + LONG_MS - performance.now()));
  setLink(SERVER, "up");
  findings.add(await witness.verdict(), `${SERVER.device} down for ${LONG_MS} ms`);
  return findings.proof(what, `noticed by clients ${seconds(afterMs)}`);
}

async function lossy({ witness }: Scene): Promise<Proof> {
  const what = `network: ${LOST_PERCENT} % of the packets lost, the others late`;
  if (![SERVER, CLIENTS].every((end) => loseSome(end, LOST_PERCENT)))
    return notRun(what, "faults", "this kernel has no netem");
  const findings = new Findings();
  witness.talk(TALK_EVERY_MS);
  await Bun.sleep(10_000);
  for (const end of [SERVER, CLIENTS]) loseNone(end);
  findings.add(await witness.verdict(), what);
  return findings.proof(what);
}
