import type { Device } from "./device.ts";
import type { World } from "./world.ts";

/** Long enough for every automatic attempt, whatever a client was waiting for. */
const MOST_MS = 240_000;
const LOOK_EVERY_MS = 20_000;
/** After this a client has noticed that it hears nothing. */
const SILENCE_MS = 61_000;
/** After this, what was asked while answers were being lost has failed, if it is to fail. */
const UNANSWERED_MS = 16_000;
/** Two beats: whatever was lost before is noticed. */
const QUIET_MS = 56_000;

/** Everything works again, and time passes until nothing moves any more. */
export async function comeToRest(world: World): Promise<void> {
  for (const device of world.devices) {
    device.line.heal();
    if (device.isAsleep) device.wake();
  }
  await world.startServer();
  await world.settle();
  // Who hears nothing does not know it yet, or is told by the system that there is a network again.
  if (world.random.percent(50)) await world.pass(SILENCE_MS);
  else for (const { client } of world.devices) client.notifyOnline();
  comeBack(world);
  for (let passed = 0; passed < MOST_MS && !areBack(world); passed += LOOK_EVERY_MS)
    await world.pass(LOOK_EVERY_MS);
  comeBack(world);
  await world.pass(UNANSWERED_MS);
  retry(world);
  await world.pass(QUIET_MS);
}

/** The devices on which somebody is signed in, as the server has it. */
export function signedIn({ devices, history }: World): Device[] {
  const known = history.devices();
  return devices.filter(({ device }) => known.has(device.deviceId));
}

const areBack = (world: World): boolean =>
  signedIn(world).every(({ client }) => client.connection.get().status === "live");

/** Who was told not to come back, and may again since a backup was restored, opens the page anew. */
function comeBack(world: World): void {
  for (const device of signedIn(world)) {
    const state = device.client.connection.get();
    if (state.status === "stopped") {
      if (state.reason === "too-many-connections") device.client.tryNow();
      else device.restart();
    } else if (state.status !== "live" && world.random.percent(50)) device.client.tryNow();
  }
}

/** What is shown as failed is tried again by whoever wrote it. */
function retry({ devices, ledger }: World): void {
  for (const { client } of devices) {
    for (const { state, messageId } of client.outbox.get()) {
      if (state !== "failed") continue;
      ledger.retried.add(messageId);
      client.retry(messageId);
    }
  }
}
