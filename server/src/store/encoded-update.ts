import type { RoomEvent, RoomUpdate } from "@encrptalk/protocol";
import type { Encoded } from "../encoded.ts";

/** What somebody misses of a room, its events as they cross the wire: many miss the same ones. */
export type EncodedUpdate = WithEncodedEvents<RoomUpdate>;

type WithEncodedEvents<Update> = Update extends { events: RoomEvent[] }
  ? Omit<Update, "events"> & { events: Encoded<RoomEvent[]> }
  : Update;

export const decodeUpdate = (update: EncodedUpdate): RoomUpdate =>
  update.status === "gone" ? update : { ...update, events: update.events.value };
