import { randomUUID } from "node:crypto";
import type { AccountId, MessageId, RoomId, Timestamp } from "@encrptalk/protocol";
import type { Random } from "../random.ts";
import { chatter } from "./chatter.ts";

/** Who may talk where. */
export interface Places {
  /** Of whoever answers. */
  staff: AccountId;
  conversations: readonly { studentId: AccountId; roomId: RoomId }[];
  /** One room that many talk in. */
  hall: { roomId: RoomId; members: readonly AccountId[] };
}

/** One message. */
export interface Said {
  roomId: RoomId;
  senderId: AccountId;
  messageId: MessageId;
  at: Timestamp;
  text: string;
}

/** Of all messages, how many are said in the hall: one in so many. */
const HALL_EVERY = 10;

/**
 * So many messages over a time, `from` included: all conversations in turn, student and school by rounds, so that
 * neighbours in a conversation stand far apart in the log. Nobody waits in the end.
 */
export function* talk(
  { staff, conversations, hall }: Places,
  { messages, from, to }: { messages: number; from: Timestamp; to: Timestamp },
  random: Random,
): Generator<Said> {
  const inConversations = messages - Math.floor(messages / HALL_EVERY);
  let number = 0;
  for (let said = 0; said < messages; said += 1) {
    const rest = {
      messageId: randomUUID() as MessageId,
      at: Math.floor(from + (said / messages) * (to - from)),
      text: chatter(random),
    };
    if (said % HALL_EVERY === HALL_EVERY - 1) {
      yield { roomId: hall.roomId, senderId: random.pick(hall.members), ...rest };
      continue;
    }
    const conversation = conversations[number % conversations.length];
    if (!conversation) throw new Error("there is no conversation to talk in");
    const round = Math.floor(number / conversations.length);
    const isAnswer = round % 2 === 1 || number >= inConversations - conversations.length;
    yield { roomId: conversation.roomId, senderId: isAnswer ? staff : conversation.studentId, ...rest };
    number += 1;
  }
}
