import type { Command, MessageId, ReplyFrame, RoomId, SentMessage } from "@encrptalk/protocol";

/** A message that a device was told to send. */
export interface Sending {
  device: string;
  roomId: RoomId;
  messageId: MessageId;
  text: string;
}

/** What the server answered to it, read off the wire and not from what the client made of it. */
export interface Acknowledgement extends SentMessage {
  roomId: RoomId;
}

/** What was sent and what the server said to it, in the order in which it happened. */
export class Ledger {
  readonly sendings: Sending[] = [];
  readonly acknowledged = new Map<MessageId, Acknowledgement>();
  /** Refused so often that the client asked the person, who had it sent again: it comes after what was said since. */
  readonly sentAgain = new Set<MessageId>();
  /** How often each refusal was given, of all commands. */
  readonly refusals = new Map<string, number>();
  /** Two answers to one message that differ, a sentence each. */
  readonly contradictions: string[] = [];
  readonly #asked = new Map<string, Command>();

  sent(sending: Sending): void {
    this.sendings.push(sending);
  }

  /** A request leaves. `device` and `id` tell whose answer it will get. */
  asked(device: string, id: string, command: Command): void {
    if (command.type === "message.send") this.#asked.set(`${device} ${id}`, command);
  }

  /** An answer has come, over whichever way. */
  answered(device: string, reply: ReplyFrame): void {
    const command = this.#asked.get(`${device} ${reply.id}`);
    this.#asked.delete(`${device} ${reply.id}`);
    if (!reply.ok) {
      this.refusals.set(reply.error.code, (this.refusals.get(reply.error.code) ?? 0) + 1);
    } else if (command?.type === "message.send") {
      this.#acknowledge({ ...(reply.result as SentMessage), roomId: command.roomId }, command.messageId);
    }
  }

  #acknowledge(acknowledgement: Acknowledgement, messageId: MessageId): void {
    const before = this.acknowledged.get(messageId);
    if (before && (before.seq !== acknowledgement.seq || before.number !== acknowledgement.number))
      this.contradictions.push(
        `${messageId} was acknowledged as ${before.seq}, and then as ${acknowledgement.seq}`,
      );
    this.acknowledged.set(messageId, acknowledgement);
  }
}
