import { type Command, ProtocolError, type Sender } from "@encrptalk/protocol";
import type { FakeSchool } from "./fake-school.ts";

/** What a command answers. Throws its refusal. */
export function execute(school: FakeSchool, actor: Sender, command: Command): unknown {
  switch (command.type) {
    case "sync":
      return school.sync(actor, command);
    case "message.send": {
      const { roomId, messageId, body } = command;
      if (body.alg !== "plain") throw new ProtocolError("encryption-mismatch");
      school.requireMember(roomId, actor.accountId);
      const { seq, number, at } = school.send(roomId, actor, messageId, body.text);
      return { seq, number, at };
    }
    case "message.edit":
      return school.append(command.roomId, actor, {
        type: "message.edited",
        target: command.target,
        body: command.body,
      });
    case "message.delete":
      return school.append(command.roomId, actor, { type: "message.deleted", target: command.target });
    case "room.join": {
      school.join(command.roomId, actor.accountId);
      const room = school.room(command.roomId);
      return {
        room: school.row(command.roomId, actor.accountId),
        recent: school.page(command.roomId, {}),
        receipts: [...room.receipts.values()].map(({ receipt }) => receipt),
      };
    }
    case "room.leave":
      school.leave(command.roomId, actor.accountId);
      return {};
    case "receipts.mark":
      for (const { roomId, delivered = 0, read = 0 } of command.marks)
        school.mark(roomId, actor.accountId, { delivered, read });
      return {};
    case "people.get":
      return { people: command.accountIds.flatMap((id) => school.people.get(id) ?? []) };
    case "typing.set":
    case "beat":
      return {};
    default:
      throw new ProtocolError("unknown-command");
  }
}
