import type { AccountId, Body, DeviceId, MessageId, RoomId } from "@encrptalk/protocol";
import type { Gateway } from "@encrptalk/server/simulation";
import { EVERYONE, PEOPLE, RAO } from "../people.ts";
import type { World } from "../world.ts";
import { jumpOf } from "./mishap-steps.ts";
import { GROUPS, type Step } from "./step.ts";

/** More than one answer catches up with. */
const FLOOD = 230;
/** How much further than the former history the restored one goes in each room, before anybody comes back. */
const MOST_FURTHER = 6;
const MOST_UNTIL_WRITING = 40;

type Rooms = Gateway["rooms"];

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
    const former = new Map(world.history.heads().map(({ roomId, head }) => [roomId, head]));
    await restore(world);
    const heads = world.history.heads();
    await world.startServer(async ({ gateway: { rooms } }) => {
      const writing = heads.flatMap(({ roomId, head }) => {
        const missing = (former.get(roomId) ?? head) - head + world.random.between(1, MOST_FURTHER);
        return Array.from({ length: missing }, () => write(world, rooms.store, roomId));
      });
      await Promise.all(writing);
    });
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

/** Ms Rao writes, on a device that is not looked at. Where she may not, nothing is written. */
async function write(world: World, store: Rooms["store"], roomId: RoomId): Promise<void> {
  const messageId = crypto.randomUUID() as MessageId;
  const body: Body = { alg: "plain", text: "very much" };
  await store.sendMessage({ roomId, messageId, body, ...origin(world, RAO.accountId) }).catch(() => {});
}

/** As soon as something is about to be written. */
async function crashWriting(world: World, commits: boolean): Promise<boolean> {
  for (let count = 0; count < MOST_UNTIL_WRITING && world.server?.isWriting === false; count++)
    await world.happen(1);
  if (!world.server?.isWriting) return false;
  world.crashServer(commits);
  return true;
}

const origin = (world: World, accountId: AccountId) => ({
  sender: { accountId, deviceId: `${accountId}-elsewhere` as DeviceId },
  at: world.time.now,
});
