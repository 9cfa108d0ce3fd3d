import type { LoadedTimeline } from "@encrptalk/client";
import type { MessageSent, RoomId } from "@encrptalk/protocol";
import type { Device } from "../device.ts";
import { CHESS, EVERYONE, PEOPLE, SCIENCE, STUDENTS } from "../people.ts";
import type { World } from "../world.ts";
import { GROUPS, inRoom, onDevice, type Step, tries } from "./step.ts";

/** What people do at their devices. */
export const peopleSteps = {
  send: inRoom((device, roomId, world) => {
    const { deviceId } = device.device;
    const text = `${deviceId} says ${world.count()}`;
    const messageId = device.client.room(roomId).send({ text });
    world.ledger.written.push({ device: device.device, roomId, messageId });
    return true;
  }),
  "send several": inRoom((device, roomId, world) => {
    for (let count = world.random.between(2, 5); count > 0; count--) {
      const messageId = device.client.room(roomId).send({ text: `several ${world.count()}` });
      world.ledger.written.push({ device: device.device, roomId, messageId });
    }
    return true;
  }),
  edit: onOwnMessage((device, roomId, message, world) =>
    tries(device.client.room(roomId).edit(message.seq, { text: `edited ${world.count()}` }), world),
  ),
  delete: onOwnMessage((device, roomId, message, world) =>
    tries(device.client.room(roomId).delete(message.seq), world),
  ),
  read: inRoom((device, roomId, world) => {
    const row = device.client.room(roomId).row.get();
    if (!row || row.unread === 0) return false;
    device.client.room(roomId).markRead(world.random.between(row.read + 1, row.messageCount));
    return true;
  }),
  "open or close a room": inRoom((device, roomId) => {
    device.toggle(roomId, () => device.client.room(roomId).open());
    return true;
  }),
  "load older": inTimeline((device, roomId, { hasOlder }, world) =>
    hasOlder ? tries(device.client.room(roomId).loadOlder(), world) : false,
  ),
  "look around": inTimeline((device, roomId, { events }, world) => {
    const seq = world.random.pick(events)?.seq;
    return seq === undefined
      ? false
      : tries(device.client.room(roomId).openAround(Math.ceil(seq / 2)), world);
  }),
  "look at the latest": inTimeline((device, roomId, _, world) =>
    tries(device.client.room(roomId).jumpToLatest(), world),
  ),
  type: inRoom((device, roomId, world) => {
    device.client.room(roomId).setTyping(world.random.percent(70));
    return true;
  }),
  "choose notices": inRoom((device, roomId, world) => {
    const notify = world.random.pick(["all", "mentions", "nothing"] as const) ?? "all";
    return tries(device.client.room(roomId).setNotify(notify), world);
  }),
  join: onDevice((device, world) => {
    const roomId = world.random.pick(GROUPS.filter((id) => device.client.room(id).row.get() === null));
    return roomId === undefined ? false : tries(device.client.join(roomId), world);
  }),
  leave: onDevice((device, world) => {
    const roomId = world.random.pick(device.knownRooms(GROUPS));
    return roomId === undefined ? false : tries(device.client.room(roomId).leave(), world);
  }),
  "open one's conversation": onDevice((device, world) =>
    device.isStaff ? false : tries(device.client.openConversation(), world),
  ),
  "open a student's conversation": atDesk((device, world) => {
    const student = world.random.pick(STUDENTS);
    if (!student) return false;
    const opened = device.client.desk.open(student.accountId).then((roomId) => {
      device.show(roomId, () => device.client.room(roomId).open());
    });
    return tries(opened, world);
  }),
  "close a conversation": inConversation((device, roomId, world) =>
    tries(device.client.desk.close(roomId), world),
  ),
  "reopen a conversation": inConversation((device, roomId, world) =>
    tries(device.client.desk.reopen(roomId), world),
  ),
  "open or close a list": atDesk((device, world) => {
    const filter = world.random.pick(["all", "unread", "active", "closed", "new"] as const) ?? "all";
    device.toggle(`list ${filter}`, () => device.client.desk.list({ filter }).open());
    return true;
  }),
  "rename a room": atDesk((device, world) => {
    const roomId = world.random.pick([CHESS, SCIENCE]) ?? CHESS;
    return tries(device.client.renameRoom(roomId, `Title ${world.count()}`), world);
  }),
  "archive or restore a room": atDesk((device, world) => {
    const roomId = world.random.pick([EVERYONE, CHESS, SCIENCE]) ?? CHESS;
    const isArchived = device.client.room(roomId).row.get()?.archived ?? true;
    return tries(isArchived ? device.client.restoreRoom(roomId) : device.client.archiveRoom(roomId), world);
  }),
  "rename a person": atDesk((device, world) => {
    const person = world.random.pick(PEOPLE);
    if (!person) return false;
    return tries(
      device.client.api.updatePerson(person.accountId, { name: `${person.name} ${world.count()}` }),
      world,
    );
  }),
  deactivate: atDesk((device, world) => {
    const person = world.random.pick(PEOPLE);
    if (!person || person === device.person || !world.random.percent(30)) return false;
    return tries(device.client.api.deactivatePerson(person.accountId), world);
  }),
} satisfies Record<string, Step>;

function atDesk(run: (device: Device, world: World) => boolean): Step {
  return onDevice(run, ({ isStaff }) => isStaff);
}

function inConversation(run: (device: Device, roomId: RoomId, world: World) => boolean): Step {
  return inRoom(
    run,
    (device, roomId) => device.isStaff && device.client.room(roomId).row.get()?.conversation != null,
  );
}

function inTimeline(
  run: (device: Device, roomId: RoomId, timeline: LoadedTimeline, world: World) => boolean,
): Step {
  const timelineOf = (device: Device, roomId: RoomId) => device.client.room(roomId).timeline.get();
  return inRoom(
    (device, roomId, world) => {
      const timeline = timelineOf(device, roomId);
      return timeline.status === "ready" && run(device, roomId, timeline, world);
    },
    (device, roomId) => device.shows(roomId) && timelineOf(device, roomId).status === "ready",
  );
}

function onOwnMessage(
  run: (device: Device, roomId: RoomId, message: MessageSent, world: World) => boolean,
): Step {
  return inTimeline((device, roomId, { events }, world) => {
    const own = events.filter(
      (event): event is MessageSent =>
        event.type === "message.sent" && event.sender.accountId === device.person.accountId,
    );
    const message = world.random.pick(own);
    return message ? run(device, roomId, message, world) : false;
  });
}
