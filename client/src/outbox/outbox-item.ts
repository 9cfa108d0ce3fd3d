import type { Body, DeviceId, MessageId, RoomId, Seq, Timestamp } from "@encrptalk/protocol";

/** Why a message was given up. A `ProtocolError`'s code, or `unconfirmed`. */
export interface SendFailure {
  /**
   * A code of the protocol's ERRORS, `timeout` (no answer, several times), or `unconfirmed`: it was sent by a device
   * that has been signed out since, and whether it arrived cannot be known.
   */
  readonly code: string;
  readonly message: string;
}

interface Outgoing {
  readonly roomId: RoomId;
  readonly messageId: MessageId;
  readonly body: Body;
  /** By this device's clock; strictly growing within a tab, so that it orders a room's items. */
  readonly createdAt: Timestamp;
  /** The device that has tried to send it; `null` before the first try. */
  readonly attemptedBy: DeviceId | null;
}

/** A message of one's own that is not in the room's log yet, as far as this client knows. */
export type OutboxItem = Outgoing &
  (
    | { readonly state: "queued" }
    | { readonly state: "sending" }
    /** Acknowledged: it is in the log as `seq`, whose event is about to arrive and replace this item. */
    | { readonly state: "sent"; readonly seq: Seq; readonly number: number; readonly at: Timestamp }
    | { readonly state: "failed"; readonly error: SendFailure }
  );
