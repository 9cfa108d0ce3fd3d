import type { AccountId, MessageSent, Receipt } from "@encrptalk/protocol";

/** How far a message of one's own has come. */
export interface Delivery {
  /** `delivered` and `read`: by everyone else in the room. Large rooms stay at `sent`. */
  readonly state: "sent" | "delivered" | "read";
  readonly deliveredTo: readonly AccountId[];
  readonly readBy: readonly AccountId[];
}

/** The delivery of `message`, from the room's receipts and its number of members. */
export function deliveryOf(
  message: Pick<MessageSent, "number" | "sender">,
  room: { readonly receipts: readonly Receipt[]; readonly memberCount: number },
): Delivery {
  const others = room.receipts.filter((receipt) => receipt.accountId !== message.sender.accountId);
  const deliveredTo = others.filter((receipt) => receipt.delivered >= message.number);
  const readBy = others.filter((receipt) => receipt.read >= message.number);
  const everyone = Math.max(1, room.memberCount - 1);
  const state = readBy.length >= everyone ? "read" : deliveredTo.length >= everyone ? "delivered" : "sent";
  const ids = (receipts: readonly Receipt[]) => receipts.map((receipt) => receipt.accountId);
  return { state, deliveredTo: ids(deliveredTo), readBy: ids(readBy) };
}
