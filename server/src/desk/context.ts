import type { DeskEntry } from "@encrptalk/protocol";
import type { Rooms } from "../rooms/index.ts";

/** What the desk's use cases work with: conversations are rooms. */
export interface Desk {
  rooms: Rooms;
  /** The school's, such as `Europe/Paris`. */
  timeZone(): Promise<string>;
}

/** The store does not know who is online. */
export const withPresence = ({ rooms: { presence } }: Desk, entry: DeskEntry): DeskEntry => ({
  ...entry,
  online: presence.isOnline(entry.student.accountId),
});
