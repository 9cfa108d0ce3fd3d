import type { AccountId, MessageId, Notify, PlainBody, Receipt, RoomId, Seq } from "@encrptalk/protocol";
import type { Observable } from "../observable.ts";
import type { OutboxItem } from "../outbox/outbox-item.ts";
import type { RoomRow } from "./room-row.ts";
import type { Timeline } from "./timeline-state.ts";

/**
 * What a message is made of. `replyTo`: the `seq` of the message in the same room that it answers; `mentions`: whom the
 * text names.
 */
export type Content = Omit<PlainBody, "alg">;

/** One room. `client.room(id)` always gives the same object for the same id. */
export interface Room {
  readonly roomId: RoomId;
  /** `null`: not joined (a student's, seen from the desk: not opened), or not known yet. */
  readonly row: Observable<RoomRow | null>;
  readonly timeline: Observable<Timeline>;
  /** Who is typing, oneself left out. */
  readonly typing: Observable<readonly AccountId[]>;
  /** Marks of the members; only one's own in rooms with more than MAX_RECEIPT_MEMBERS. Loaded by `open()`. */
  readonly receipts: Observable<readonly Receipt[]>;
  /** Messages of one's own that are not in `timeline` yet, oldest first: to be shown after it. */
  readonly pending: Observable<readonly OutboxItem[]>;

  /**
   * Loads the timeline around the first unread message, or the end, and keeps it while open; the result closes. Fit
   * for a React effect. Errors are in `timeline`.
   */
  open(): () => void;
  /** Adds a page before. One at a time: more calls join the first. Rejects with `ProtocolError` or `NetworkError`. */
  loadOlder(): Promise<void>;
  /** Adds a page after, as `loadOlder`. */
  loadNewer(): Promise<void>;
  /** Shows the stretch around an event. Rejects as `loadOlder`. */
  openAround(seq: Seq): Promise<void>;
  /** Shows the end of the log, without a line at the first unread message. Rejects as `loadOlder`. */
  jumpToLatest(): Promise<void>;

  /**
   * The reader is at this event: of an open timeline with very much in it, what is far from there is let go, from one
   * end, and is loaded again by `loadOlder` or `loadNewer`. Call as often as you like.
   */
  viewing(seq: Seq): void;

  /** Puts a message into the outbox; it is shown in `pending` at once. */
  send(content: Content): MessageId;
  /** Rejects with `ProtocolError` or `NetworkError` after some tries. */
  edit(target: Seq, content: Content): Promise<void>;
  /** As `edit`. */
  delete(target: Seq): Promise<void>;
  /** The message of this `number`, and all before, have been seen in a focused window. Call as often as you like. */
  markRead(number: number): void;
  /** Call on each keystroke; sent at most every 3 s, and taken back after 5 s without a call, or on sending. */
  setTyping(typing: boolean): void;
  /** What one wants to be told of the room while elsewhere, on all devices; `row.notify` says it. Rejects as `edit`. */
  setNotify(notify: Notify): Promise<void>;
  /** Rejects as `edit`. Afterwards `row` is `null`. */
  leave(): Promise<void>;
}
