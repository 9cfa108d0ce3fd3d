import type { JoinedRoom } from "@encrptalk/protocol";
import type { RoomState } from "../rooms/room-state.ts";
import type { Model } from "../state/model.ts";

/** A room of one's own as the server lists it. `by`: how it came; `null`: it was there before this client. */
export function listRoom(model: Model, room: JoinedRoom, by: "live" | "replayed" | null): RoomState {
  const isNew = model.joined(room.roomId) === null;
  const state = model.room(room.roomId);
  state.adopt(room);
  model.people.want(room.lastMessage ? [room.lastMessage.sender.accountId] : []);
  const row = state.row.get();
  if (isNew && by !== null && row !== null) model.events.joined({ room: row, by });
  return state;
}
