import type { LiveFrame, Position, RoomId } from "@encrptalk/protocol";
import type { AnyFrame } from "../wire/frame.ts";

/** A frame that moves a feed. */
export type DurableFrame = Extract<AnyFrame, { position: Position }>;
/** A frame that is of use now or never. */
export type EphemeralFrame = Exclude<LiveFrame, { position: Position }>;

export type Feed = "school" | "account" | "desk" | RoomId;

/** The feed that a frame moves. */
export function feedOf(frame: DurableFrame): Feed {
  switch (frame.type) {
    case "event":
    case "receipts":
    case "unknown":
      return frame.roomId;
    case "room.joined":
    case "room.left":
    case "room.read":
    case "room.notify":
      return "account";
    case "desk.changed":
      return "desk";
    case "room.changed":
    case "people.changed":
      return "school";
  }
}
