import type { RoomId } from "@encrptalk/protocol";
import type { Device } from "../device.ts";
import { CHESS, conversationOf, EVERYONE, SCIENCE, STUDENTS } from "../people.ts";
import type { World } from "../world.ts";

/** Something that happens, chosen by chance. `false`: there was nothing to do it to. */
export type Step = (world: World) => boolean | Promise<boolean>;

export const GROUPS: readonly RoomId[] = [EVERYONE, CHESS, SCIENCE];

/** On a device whose program can do something now. */
export const onDevice =
  (
    run: (device: Device, world: World) => boolean | Promise<boolean>,
    isFit: (device: Device) => boolean = () => true,
  ): Step =>
  (world) => {
    const device = world.random.pick(world.devices.filter((one) => !one.isAsleep && isFit(one)));
    return device === undefined ? false : run(device, world);
  };

/** In a room that the device knows. */
export const inRoom = (
  run: (device: Device, roomId: RoomId, world: World) => boolean | Promise<boolean>,
  isFit: (device: Device, roomId: RoomId) => boolean = () => true,
): Step => {
  const roomsOf = (device: Device) =>
    device.knownRooms([...GROUPS, ...conversationsOf(device)]).filter((roomId) => isFit(device, roomId));
  return onDevice(
    (device, world) => {
      const roomId = world.random.pick(roomsOf(device));
      return roomId === undefined ? false : run(device, roomId, world);
    },
    (device) => roomsOf(device).length > 0,
  );
};

/** Conversations that the device has come to know, by whatever way. */
export function conversationsOf({ client, isStaff }: Device): RoomId[] {
  const own = client.rooms.get().rows.map(({ roomId }) => roomId);
  const opened = isStaff
    ? STUDENTS.flatMap(({ accountId }) => client.desk.entry(accountId).get()?.conversation?.roomId ?? [])
    : [];
  return [...new Set([...own, ...opened, ...STUDENTS.map(conversationOf)])].filter(
    (roomId) => !GROUPS.includes(roomId),
  );
}

/** What a person tries may be refused or get no answer: they see that, and nothing else follows. */
export function tries(work: Promise<unknown>, world: World): true {
  work.catch((error: Error) => {
    if (error.name !== "ProtocolError" && error.name !== "NetworkError")
      world.failures.push(`an attempt ended with ${error.stack}`);
    else if ("code" in error && error.code === "internal")
      world.failures.push(`the server had an error: ${error.message}`);
  });
  return true;
}
