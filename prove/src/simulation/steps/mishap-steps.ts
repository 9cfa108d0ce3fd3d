import type { Device } from "../device.ts";
import type { Wire } from "../wire.ts";
import type { World } from "../world.ts";
import type { Step } from "./step.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_UNTIL_FRAMES = 30;

/** What happens to devices and to the way between them and the server. */
export const mishapSteps = {
  "lose a frame": onFrames((queue, index) => queue.splice(index, 1)),
  "double a frame": onFrames((queue, index, world) => {
    const frame = queue[index];
    if (frame) queue.splice(world.random.between(index + 1, queue.length), 0, frame);
  }),
  "reorder frames": onFrames((queue, index, world) => {
    const [frame] = queue.splice(index, 1);
    if (frame) queue.splice(world.random.below(queue.length + 1), 0, frame);
  }),
  "hold up a line": onAnyDevice(({ line }) => {
    line.isStalled = true;
  }),
  "let a line go on": onAnyDevice(
    ({ line }) => {
      line.isStalled = false;
    },
    ({ line }) => line.isStalled,
  ),
  "cut a line": onAnyDevice(({ line }) => line.cut()),
  "fall silent": onAnyDevice(({ line }) => line.fallSilent()),
  "block WebSocket": onAnyDevice(({ line }) => {
    line.webSocket = "blocked";
    for (const wire of line.wires) wire.cut();
  }),
  "block everything": onAnyDevice(({ line }) => {
    line.webSocket = "blocked";
    line.http = "blocked";
    line.cut();
  }),
  unblock: onAnyDevice(
    ({ line }) => {
      line.webSocket = "open";
      line.http = "open";
    },
    ({ line }) => line.webSocket === "blocked" || line.http === "blocked",
  ),
  "drop acknowledgements": onAnyDevice(({ line }) => {
    line.losesAcknowledgements = true;
  }),
  "keep acknowledgements": onAnyDevice(
    ({ line }) => {
      line.losesAcknowledgements = false;
    },
    ({ line }) => line.losesAcknowledgements,
  ),
  sleep: onAnyDevice((device) => device.sleep()),
  wake: onAnyDevice(
    (device) => device.wake(),
    ({ isAsleep }) => isAsleep,
  ),
  "start a program again": onAnyDevice((device) => device.restart()),
  "set a device's clock": onAnyDevice((device, world) => device.jump(jumpOf(world))),
  "press try now": onAnyDevice(({ client }) => client.tryNow()),
  "say that the network is back": onAnyDevice(({ client }) => client.notifyOnline()),
  "say that the network is gone": onAnyDevice(({ client }) => client.notifyOffline()),
} satisfies Record<string, Step>;

/** Some minutes, or a day, forth or back. */
export const jumpOf = ({ random }: World): number =>
  (random.percent(50) ? 1 : -1) * (random.percent(50) ? DAY_MS : random.between(1, 600) * 1_000);

function onAnyDevice(
  run: (device: Device, world: World) => void,
  isFit: (device: Device) => boolean = () => true,
): Step {
  return (world) => {
    const device = world.random.pick(world.devices.filter(isFit));
    if (device !== undefined) run(device, world);
    return device !== undefined;
  };
}

type Queue = Wire["toClient"];

/** One of the frames that are under way, in either direction; not those that open or close. */
function onFrames(run: (queue: Queue, index: number, world: World) => unknown): Step {
  return async (world) => {
    for (let count = 0; count < MOST_UNTIL_FRAMES && framesOf(world).length === 0; count++)
      await world.happen(1);
    const queue = world.random.pick(framesOf(world));
    if (!queue) return false;
    run(queue, world.random.below(queue.length), world);
    return true;
  };
}

/** Queues with nothing else in them. Beats are how a loss is noticed: that nothing comes at all is another mishap. */
function framesOf({ devices }: World): Queue[] {
  const wires = devices.flatMap(({ line }) => [...line.wires].filter(({ isOpen }) => isOpen));
  const queues = wires.flatMap(({ toClient, toServer }) => [toClient, toServer]);
  return queues.filter(
    (queue) =>
      queue.length > 0 &&
      queue.every(
        (parcel) => "frame" in parcel && parcel.frame !== "" && !parcel.frame.includes('"type":"beat"'),
      ),
  );
}
