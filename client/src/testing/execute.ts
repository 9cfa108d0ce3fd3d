import { type Command, ProtocolError, type RoomId, type Sender } from "@encrptalk/protocol";
import type { FakeSchool } from "./fake-school.ts";

/** What a command answers. Throws its refusal. */
export function execute(school: FakeSchool, actor: Sender, command: Command): unknown {
  switch (command.type) {
    case "sync":
      return school.sync(actor, command);
    case "message.send": {
      const { roomId, messageId, body } = command;
      if (body.alg !== "plain") throw new ProtocolError("encryption-mismatch");
      school.requireEntry(roomId, actor.accountId);
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
    case "room.join":
      school.join(command.roomId, actor.accountId);
      return entered(school, command.roomId, actor);
    case "conversation.open":
      return entered(school, school.desk.open(command.studentId, actor.accountId), actor);
    case "conversation.close":
      return school.append(command.roomId, actor, { type: "conversation.closed" });
    case "conversation.reopen":
      return school.append(command.roomId, actor, { type: "conversation.reopened" });
    case "desk.get":
      return { entries: school.desk.entries(actor.accountId, command.studentIds) };
    case "notify.set":
      school.setNotify(command.roomId, actor.accountId, command.notify);
      return {};
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

function entered(school: FakeSchool, roomId: RoomId, actor: Sender): unknown {
  return {
    epoch: school.epoch,
    room: school.row(roomId, actor.accountId),
    recent: school.page(roomId, {}),
    receipts: [...school.room(roomId).receipts.values()].map(({ receipt }) => receipt),
  };
}
