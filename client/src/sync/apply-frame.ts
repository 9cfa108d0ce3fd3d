import { batch } from "../observable.ts";
import type { Model } from "../state/model.ts";
import { applyEvent } from "./apply-event.ts";
import type { DurableFrame } from "./durable-frame.ts";
import { leaveRoom } from "./leave-room.ts";
import { listRoom } from "./list-room.ts";

/** Applies the next frame of its feed. */
export function applyFrame(model: Model, frame: DurableFrame): void {
  batch(() => {
    switch (frame.type) {
      case "event":
      case "receipts":
      case "unknown":
        return applyToRoom(model, frame);
      case "room.joined":
      case "room.left":
      case "room.read":
      case "room.notify":
        model.account = frame.position;
        return applyToAccount(model, frame);
      case "room.changed":
        model.school = frame.position;
        return model.events.roomChanged(frame.room);
      case "desk.changed":
        return model.desk.applyFrame(frame);
      case "people.changed":
        model.school = frame.position;
        return model.people.changed(frame.accountIds);
    }
  });
}

function applyToRoom(
  model: Model,
  frame: Extract<DurableFrame, { type: "event" | "receipts" | "unknown" }>,
): void {
  const room = model.joined(frame.roomId)?.state;
  if (room === undefined) return;
  if (frame.type === "event") applyEvent(model, room, frame.event, "live");
  if (frame.type === "receipts") room.mark(frame.receipts, { of: frame.position, me: model.myId });
  room.moveTo(frame.position);
  model.events.moved(room);
}

function applyToAccount(
  model: Model,
  frame: Extract<DurableFrame, { type: "room.joined" | "room.left" | "room.read" | "room.notify" }>,
): void {
  switch (frame.type) {
    case "room.joined": {
      const room = listRoom(model, frame.room, "live");
      room.joinedAt = Math.max(room.joinedAt, frame.position);
      return room.timeline.resume();
    }
    case "room.left":
      return leaveRoom(model, frame.roomId, frame.position);
    case "room.read":
      model.joined(frame.roomId)?.state.markOwnRead(frame.read);
      return model.desk.markRead(frame.roomId, frame.read);
    case "room.notify":
      model.joined(frame.roomId)?.state.setNotify(frame.notify);
      return model.desk.setNotify(frame.roomId, frame.notify);
  }
}
