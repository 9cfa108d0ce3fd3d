import type { Sync } from "@encrptalk/protocol";
import { batch } from "../observable.ts";
import { isKnown } from "../rooms/stretch.ts";
import type { Model } from "../state/model.ts";
import type { AnyRoomUpdate, AnySynced } from "../wire/result.ts";
import { AccountChangedError } from "./account-changed-error.ts";
import { applyEvent } from "./apply-event.ts";
import { followAnew } from "./follow-anew.ts";
import { leaveRoom } from "./leave-room.ts";
import { listRoom } from "./list-room.ts";

/** The answer to a question. It may be older than the model, never wrong. Throws an `AccountChangedError`. */
export function applySynced(model: Model, synced: AnySynced, question: Sync): void {
  if (!model.recognise(synced.me.accountId)) throw new AccountChangedError();
  batch(() => {
    const isOther = synced.reset || (model.epoch !== null && model.epoch !== synced.epoch);
    const by = isOther || !model.list.get().loaded ? null : "replayed";
    if (isOther) model.reset();
    model.epoch = synced.epoch;
    recogniseMe(model, synced.me);
    model.people.changed(synced.peopleChanged);
    model.people.learn(synced.people);
    for (const update of synced.updates) applyUpdate(model, update, synced.account);
    noteReceipts(model, question);
    for (const { roomId, online } of synced.online) model.joined(roomId)?.state.setOnline(online);
    for (const room of synced.rooms) listRoom(model, room, by);
    model.desk.applySynced(synced.desk);
    model.school = Math.max(model.school, synced.school);
    model.account = Math.max(model.account, synced.account);
    model.list.loaded();
    for (const room of model.rooms()) {
      model.events.moved(room);
      room.timeline.resume();
    }
  });
}

/** Whoever asks from position 0 is told all receipts. */
function noteReceipts(model: Model, question: Sync): void {
  for (const { roomId, position } of question.rooms) {
    const room = position === 0 ? model.joined(roomId) : null;
    if (room !== null) room.state.areReceiptsKnown = true;
  }
}

function recogniseMe(model: Model, me: AnySynced["me"]): void {
  const known = model.me.get();
  const isSame =
    known !== null && known.deviceId === me.deviceId && known.name === me.name && known.role === me.role;
  if (!isSame) model.me.set(me);
  model.people.learn([{ accountId: me.accountId, name: me.name, role: me.role }]);
}

function applyUpdate(model: Model, update: AnyRoomUpdate, asOf: number): void {
  if (model.toFollow.delete(update.roomId) && model.joined(update.roomId) === null)
    return followAnew(model, update);
  if (update.status === "gone") return leaveRoom(model, update.roomId, asOf);
  const joined = model.joined(update.roomId);
  if (joined === null) return;
  const room = joined.state;
  if (update.status === "events") {
    for (const event of update.events) applyEvent(model, room, event, "replayed");
  } else {
    room.adopt(update.room, update);
    for (const event of update.events)
      if (isKnown(event) && event.seq > joined.row.head)
        model.events.arrived({ roomId: room.roomId, event, by: "replayed" });
  }
  room.mark(update.receipts, { of: update.position, me: model.myId });
  room.setNotify(update.notify);
  room.moveTo(update.position);
}
