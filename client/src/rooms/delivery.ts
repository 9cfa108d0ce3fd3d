import type { AccountId, Conversation, MessageSent, Receipt } from "@encrptalk/protocol";

/** How far a message has come. */
export interface Delivery {
  /**
   * `delivered` and `read`: by everyone else in the room. In a student room, staff's messages: by the student; the
   * student's: by any of the staff. Large rooms stay at `sent`.
   */
  readonly state: "sent" | "delivered" | "read";
  readonly deliveredTo: readonly AccountId[];
  readonly readBy: readonly AccountId[];
}

/** The room of a message, as its row and its receipts tell. */
export interface DeliveryRoom {
  readonly receipts: readonly Receipt[];
  readonly memberCount: number;
  readonly conversation: Conversation | null;
}

export function deliveryOf(message: Pick<MessageSent, "number" | "sender">, room: DeliveryRoom): Delivery {
  const others = room.receipts.filter((receipt) => receipt.accountId !== message.sender.accountId);
  const deliveredTo = others.filter((receipt) => receipt.delivered >= message.number);
  const readBy = others.filter((receipt) => receipt.read >= message.number);
  const hasReached = reachedBy(message.sender.accountId, room);
  const state = hasReached(readBy) ? "read" : hasReached(deliveredTo) ? "delivered" : "sent";
  const ids = (receipts: readonly Receipt[]) => receipts.map((receipt) => receipt.accountId);
  return { state, deliveredTo: ids(deliveredTo), readBy: ids(readBy) };
}

/** Whether these marks of others are all that it takes. */
function reachedBy(senderId: AccountId, { memberCount, conversation }: DeliveryRoom) {
  const everyone = Math.max(1, memberCount - 1);
  return (marks: readonly Receipt[]): boolean => {
    if (conversation === null) return marks.length >= everyone;
    if (conversation.studentId === senderId) return marks.length > 0;
    return marks.some(({ accountId }) => accountId === conversation.studentId);
  };
}
