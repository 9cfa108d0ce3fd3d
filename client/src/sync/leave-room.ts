import type { Position, RoomId } from "@encrptalk/protocol";
import type { Model } from "../state/model.ts";

/** Not joined any more, as of `position`; joined again after it, nothing is over. */
export function leaveRoom(model: Model, roomId: RoomId, position: Position): void {
  const room = model.joined(roomId)?.state;
  if (room === undefined || room.joinedAt > position) return;
  room.leave();
  model.events.moved(room);
}
