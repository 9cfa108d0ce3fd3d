import type { MessageDeleted, MessageEdited, RoomEvent, Seq } from "@encrptalk/protocol";

/** What a thread shows: messages as they stand now, and changes of the room. Edits and deletions are already in them. */
export type TimelineEvent = Exclude<RoomEvent, MessageEdited | MessageDeleted>;

/** A consecutive stretch of a room's log. */
export type Timeline =
  /** Nothing is loaded; `open()` loads. */
  | { readonly status: "closed" }
  | { readonly status: "loading" }
  /** It is tried again when the connection is back, and by `open()`. */
  | { readonly status: "failed"; readonly error: Error }
  | LoadedTimeline;

export interface LoadedTimeline {
  readonly status: "ready";
  /** Oldest first; `seq` grows, with gaps where edits and deletions stand. */
  readonly events: readonly TimelineEvent[];
  /** Whether older events exist: `loadOlder()`. */
  readonly hasOlder: boolean;
  /** Whether newer events exist that are not in `events`: `loadNewer()`, `jumpToLatest()`. */
  readonly hasNewer: boolean;
  readonly loadingOlder: boolean;
  readonly loadingNewer: boolean;
  /** The `number` of the first message that was unread when the room was opened, for the "New messages" line. */
  readonly firstUnread: number | null;
  /** Grows when `events` is another stretch, not a longer one: the place of the view is to be found anew. */
  readonly generation: number;
  /** Where the view belongs in a new generation: this event, or `null`: the first unread message, else the end. */
  readonly focus: Seq | null;
}
