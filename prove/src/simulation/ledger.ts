import type { Command, CommandType, MessageId, ReplyFrame, RoomId, Seq } from "@encrptalk/protocol";
import type { StoredEvent } from "./history-file.ts";
import type { SimulatedDevice } from "./people.ts";

/** A message that somebody wrote on a device. */
export interface Written {
  readonly device: SimulatedDevice;
  readonly roomId: RoomId;
  readonly messageId: MessageId;
}

/** What the server has said to be in a log. */
export interface Acknowledged {
  readonly roomId: RoomId;
  readonly seq: Seq;
  readonly event: string | null;
  /** The id that the device gave to what it sent; `null`: it needs none. */
  readonly clientId: MessageId | null;
}

const EVENT_OF: Partial<Record<CommandType, string>> = {
  "message.send": "message.sent",
  "message.edit": "message.edited",
  "message.delete": "message.deleted",
  "conversation.close": "conversation.closed",
};

/** What was written and what was acknowledged, as the world outside of the program knows it. */
export class Ledger {
  readonly written: Written[] = [];
  acknowledged: Acknowledged[] = [];
  /** Acknowledged, and taken back by the restoring of a backup. */
  readonly takenBack = new Set<MessageId>();
  /** Shown as failed, and sent again by whoever wrote it: later than what was written after it. */
  readonly retried = new Set<MessageId>();

  replied(command: Command, reply: ReplyFrame): void {
    if (!reply.ok || !("roomId" in command)) return;
    const { seq } = reply.result as { seq?: Seq };
    if (seq === undefined) return;
    this.acknowledged.push({
      roomId: command.roomId,
      seq,
      event: EVENT_OF[command.type] ?? null,
      clientId: clientIdOf(command),
    });
  }

  /** What was acknowledged and is not among these: something else may stand in its place. */
  missing(events: readonly StoredEvent[]): Acknowledged[] {
    const stored = new Map(events.map((event) => [`${event.roomId} ${event.seq}`, event]));
    return this.acknowledged.filter(({ roomId, seq, event, clientId }) => {
      const found = stored.get(`${roomId} ${seq}`);
      if (found === undefined) return true;
      return (event !== null && found.type !== event) || (clientId !== null && found.clientId !== clientId);
    });
  }

  /** A backup took the place of the database, with `events`. What it lacks nobody has to keep. */
  restored(events: readonly StoredEvent[]): void {
    const missing = new Set(this.missing(events));
    this.acknowledged = this.acknowledged.filter((one) => !missing.has(one));
  }
}

function clientIdOf(command: Command): MessageId | null {
  if (command.type === "message.send") return command.messageId;
  return command.type === "message.edit" ? command.editId : null;
}
