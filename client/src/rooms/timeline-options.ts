import type { Seq } from "@encrptalk/protocol";
import type { AnyEvent } from "../wire/any-event.ts";
import type { ReadPage } from "./first-unread.ts";
import type { RoomRow } from "./room-row.ts";

/** The end of a room's log. */
export interface End {
  readonly events: readonly AnyEvent[];
  readonly head: Seq;
  readonly hasOlder: boolean;
}

export interface TimelineOptions {
  readonly readPage: ReadPage;
  readonly row: () => RoomRow | null;
  /** Whether a `null` row means that the room is not joined. */
  readonly isListLoaded: () => boolean;
  /** The last one who had it open has closed it. */
  readonly closed: () => void;
}
