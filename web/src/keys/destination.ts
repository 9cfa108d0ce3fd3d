import type { RoomRow } from "@encrptalk/client";
import type { DeskEntry } from "@encrptalk/protocol";
import type { FoundMessage } from "../search/found-message.ts";

/** Where one can go from the jump dialog. */
export type Destination =
  | { kind: "room"; key: string; path: string; row: RoomRow; title: string }
  | { kind: "student"; key: string; path: string; entry: DeskEntry }
  | { kind: "message"; key: string; path: string; found: FoundMessage }
  | { kind: "all-messages"; key: string; path: string; text: string };
