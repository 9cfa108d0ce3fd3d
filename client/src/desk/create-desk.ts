import type { AccountId, Command, RoomId } from "@encrptalk/protocol";
import type { Session } from "../session.ts";
import type { AnyResultOf } from "../wire/result.ts";
import type { Desk } from "./desk.ts";

/** `command` tries more than once. */
export function createDesk(
  session: Session,
  command: <C extends Command>(command: C) => Promise<AnyResultOf<C["type"]>>,
): Desk {
  const { model, desk, followed } = session;
  const state = model.desk;
  const opening = new Map<AccountId, Promise<RoomId>>();

  async function enter(studentId: AccountId): Promise<RoomId> {
    const roomId = await session.enter(() => command({ type: "conversation.open", studentId }));
    followed.opened(model.room(roomId));
    // What is named in a sync is followed.
    session.catchUp.need();
    return roomId;
  }

  return {
    list: (query) => desk.views.list(query),
    entry: (studentId) => state.entry(studentId),
    async open(studentId) {
      const known = state.roomOf(studentId);
      const room = known === null ? null : model.joined(known);
      if (room !== null) {
        followed.opened(room.state);
        return room.state.roomId;
      }
      const under = opening.get(studentId) ?? enter(studentId).finally(() => opening.delete(studentId));
      opening.set(studentId, under);
      return under;
    },
    async close(roomId) {
      await command({ type: "conversation.close", roomId });
    },
    async reopen(roomId) {
      await command({ type: "conversation.reopen", roomId });
    },
    counts: desk.counts,
    typing: (studentId) => state.typing.of(studentId).state,
    onMessage: state.arrivals.add,
    onChanged(listener) {
      const stops = [state.changed.add(listener), state.presenceChanged.add(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
