import { batch } from "../observable.ts";
import type { Model } from "../state/model.ts";
import type { EphemeralFrame } from "./durable-frame.ts";

/** Typing and presence: true now, and forgotten soon. */
export function applyEphemeral(model: Model, frame: EphemeralFrame): void {
  const room = model.joined(frame.roomId);
  if (room === null) return;
  batch(() => {
    if (frame.type === "typing") {
      const others = frame.accountIds.filter((accountId) => accountId !== model.myId);
      room.state.typing.set(others);
      return model.people.want(others);
    }
    room.state.setOnline(frame.online);
    for (const { accountId, online } of frame.changes) model.people.online(accountId).set(online);
  });
}
