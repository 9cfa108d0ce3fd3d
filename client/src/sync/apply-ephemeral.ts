import { batch } from "../observable.ts";
import type { Model } from "../state/model.ts";
import type { EphemeralFrame } from "./durable-frame.ts";

/** Typing and presence: true now, and forgotten soon. */
export function applyEphemeral(model: Model, frame: EphemeralFrame): void {
  batch(() => {
    switch (frame.type) {
      case "typing":
        return applyTyping(model, frame);
      case "presence":
        model.joined(frame.roomId)?.state.setOnline(frame.online);
        return model.presence.tell(frame.changes);
      case "desk.presence":
        model.presence.tell(frame.changes);
        return model.desk.presenceChanged.tell();
    }
  });
}

function applyTyping(
  model: Model,
  { roomId, accountIds }: Extract<EphemeralFrame, { type: "typing" }>,
): void {
  const others = accountIds.filter((accountId) => accountId !== model.myId);
  model.joined(roomId)?.state.typing.set(others);
  const studentId = model.desk.studentOf(roomId);
  if (studentId !== null) model.desk.typing.of(studentId).set(others);
  model.people.want(others);
}
