import { EVERYONE, PEOPLE } from "../people.ts";
import type { World } from "../world.ts";
import { jumpOf } from "./mishap-steps.ts";
import { origin, overtake, pastOf, write } from "./overtake.ts";
import { GROUPS, type Step } from "./step.ts";

/** More than one answer catches up with. */
const FLOOD = 230;
const MOST_UNTIL_WRITING = 40;

/** What happens to the server and its operator does. */
export const serverSteps = {
  "crash in quiet": (world) => {
    if (world.server === null || world.server.isWriting) return false;
    world.crashServer(false);
    return true;
  },
  "crash before the commit": (world) => crashWriting(world, false),
  "crash after the commit": (world) => crashWriting(world, true),
  "start the server": async (world) => {
    if (world.server !== null) return false;
    await world.startServer();
    return true;
  },
  "restart the server": async (world) => {
    if (world.server === null) return false;
    await world.stopServer();
    if (world.random.percent(70)) await world.startServer();
    return true;
  },
  "back up": (world) => {
    world.backUp();
    return true;
  },
  "restore a backup": async (world) => {
    if (!world.hasBackup) return false;
    await restore(world);
    await world.startServer();
    return true;
  },
  /** Whoever comes back then cannot tell by numbers that the history is another one. */
  "restore a backup that goes further than the former history": async (world) => {
    if (!world.hasBackup) return false;
    const former = pastOf(world.history);
    await restore(world);
    const restored = pastOf(world.history);
    await world.startServer(({ gateway }) =>
      overtake({ world, store: gateway.rooms.store, former, restored }),
    );
    return true;
  },
  "set the server's clock": (world) => {
    world.jumpServer(jumpOf(world));
    return true;
  },
  /** Membership taken away while the person's devices are as they are. */
  revoke: (world) => {
    const person = world.random.pick(PEOPLE);
    const roomId = world.random.pick(GROUPS);
    if (!person || !roomId || world.server === null) return false;
    const { store } = world.server.gateway.rooms;
    void store
      .leaveRoom({ roomId, accountId: person.accountId, ...origin(world, person.accountId) })
      .catch(() => {});
    return true;
  },
  /** By somebody whose devices are not looked at. */
  "write very much": (world) => {
    if (world.server === null) return false;
    const { store } = world.server.gateway.rooms;
    for (let count = 0; count < FLOOD; count++) void write(world, store, EVERYONE);
    return true;
  },
} satisfies Record<string, Step>;

async function restore(world: World): Promise<void> {
  if (world.random.percent(50)) await world.stopServer();
  else world.crashServer(false);
  world.restore();
}

/** As soon as something is about to be written. */
async function crashWriting(world: World, commits: boolean): Promise<boolean> {
  for (let count = 0; count < MOST_UNTIL_WRITING && world.server?.isWriting === false; count++)
    await world.happen(1);
  if (!world.server?.isWriting) return false;
  world.crashServer(commits);
  return true;
}
