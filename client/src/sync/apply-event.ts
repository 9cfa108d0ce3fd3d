import type { AccountId } from "@encrptalk/protocol";
import { merged } from "../receipts/merged.ts";
import type { RoomState } from "../rooms/room-state.ts";
import { rowAfter } from "../rooms/row-after.ts";
import type { Model } from "../state/model.ts";
import type { AnyEvent } from "../wire/any-event.ts";

/**
 * The one way of an event into the model, live or replayed. It must be the room's next one; one that is not newer
 * than what is known changes nothing.
 */
export function applyEvent(model: Model, room: RoomState, event: AnyEvent, by: "live" | "replayed"): void {
  const row = room.row.get();
  if (row === null || event.seq <= row.head) return;
  room.row.set(rowAfter(row, event, model.myId));
  room.timeline.append(event);
  if (event.type === "unknown") return;
  moveMarks(room, event);
  model.people.want(mentioned(event));
  model.events.arrived({ roomId: room.roomId, event, by });
}

/** Marks that the server does not tell, because they follow from the event. */
function moveMarks(room: RoomState, event: Exclude<AnyEvent, { type: "unknown" }>): void {
  const mark = (accountId: AccountId, number: number) => {
    if (room.areReceiptsTold)
      room.receipts.set(merged(room.receipts.get(), [{ accountId, delivered: number, read: number }]));
  };
  switch (event.type) {
    case "message.sent":
      mark(event.sender.accountId, event.number);
      return room.typing.remove(event.sender.accountId);
    case "member.joined":
      // What was said before is not unread for the others because of a new member.
      return mark(event.accountId, room.row.get()?.messageCount ?? 0);
    case "member.left":
      room.typing.remove(event.accountId);
      return room.forgetReceiptOf(event.accountId);
    default:
      return;
  }
}

const mentioned = (event: Exclude<AnyEvent, { type: "unknown" }>): AccountId[] =>
  "accountId" in event ? [event.sender.accountId, event.accountId] : [event.sender.accountId];
