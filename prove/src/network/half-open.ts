import { isConnected } from "@encrptalk/client";
import type { Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { CLIENT_NOTICES_WITHIN_MS, noticed, SERVER_NOTICES_WITHIN_MS, seconds } from "./noticed.ts";
import { ProxiedScene } from "./proxied-scene.ts";

/** One who waits for an answer finds out sooner: it is late after 4 s, and a question has 4 s more. */
const TALKING_NOTICES_WITHIN_MS = 8_000;
const SAYS_EVERY_MS = 1_000;
/** Long enough that no page, mark or receipt is on its way: what waits for an answer notices sooner. */
const QUIET_MS = 3_000;

/** Connections that are open and carry nothing: whoever has one must notice, and must not claim to be connected. */
export async function* halfOpen(): AsyncIterable<Proof> {
  const scene = await ProxiedScene.set();
  try {
    yield await quiet(scene);
    yield await talking(scene);
  } finally {
    await scene.close();
  }
}

async function quiet(scene: ProxiedScene): Promise<Proof> {
  const what = "network: half-open connections of people who say nothing";
  const { proxy, near, far, witness } = scene;
  const findings = new Findings();
  const asha = far[0]?.seat.person.me.accountId;
  const roomId = near.rooms[0];
  if (!asha || !roomId) throw new Error("nobody is there");
  const online = near.client.online(asha);
  const stopWatching = online.subscribe(() => {});
  await Bun.sleep(QUIET_MS);
  proxy.set({ isHalfOpen: true });
  const speaking = setInterval(() => near.say(roomId), SAYS_EVERY_MS);
  const server = noticed(() => online.get() === false, SERVER_NOTICES_WITHIN_MS);
  const clients = await noticed(
    () => far.every(({ client }) => !isConnected(client.connection.get())),
    CLIENT_NOTICES_WITHIN_MS,
  );
  if (clients === null) findings.failed(`still said to be connected: ${claiming(scene)}`);
  const serverMs = await server;
  if (serverMs === null) findings.failed("Asha was still shown as online to Ben");
  clearInterval(speaking);
  stopWatching();
  proxy.set({});
  findings.add(await witness.verdict(), what);
  return {
    ...findings.proof(what, `noticed by clients ${seconds(clients)}, by the server ${seconds(serverMs)}`),
    count: far.length,
  };
}

async function talking(scene: ProxiedScene): Promise<Proof> {
  const what = "network: half-open connections of people who speak";
  const { proxy, far, witness } = scene;
  const findings = new Findings();
  const overWebSocket = far.filter(({ seat }) => seat.over === "websocket");
  await scene.returned(CLIENT_NOTICES_WITHIN_MS);
  witness.talk(50);
  await Bun.sleep(1_000);
  proxy.set({ isHalfOpen: true });
  const clients = await noticed(
    () => overWebSocket.every(({ client }) => client.connection.get().status !== "live"),
    TALKING_NOTICES_WITHIN_MS,
  );
  if (clients === null) findings.failed(`still said to be live: ${claiming(scene)}`);
  proxy.set({});
  findings.add(await witness.verdict(), what);
  return { ...findings.proof(what, `noticed ${seconds(clients)}`), count: far.length };
}

const claiming = ({ far }: ProxiedScene): string =>
  far.map(({ name, client }) => `${name} ${client.connection.get().status}`).join(", ");
