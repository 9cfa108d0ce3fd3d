import type { Command, CommandType } from "@encrptalk/protocol";
import type { CommandRow, CommandRows } from "./command-row.ts";
import { EVERYONE, MEMBERS, NOTHING_FOR_OTHERS, PARTIES, STAFF } from "./may.ts";
import { MESSAGE_COMMANDS } from "./message-commands.ts";
import { ROOM_COMMANDS } from "./room-commands.ts";

/** Who may not do it themself is told so only of a room that they may enter. */
const STAFF_OF_TALK = { ...PARTIES, student: "forbidden", program: "forbidden" } as const;

/** A row for each command, or the compiler asks for it. */
export const COMMANDS: CommandRows<CommandType> = {
  sync: [
    {
      may: EVERYONE,
      writes: false,
      ask: (_, { club, talk }) => ({
        type: "sync",
        epoch: null,
        school: 0,
        account: 0,
        desk: 0,
        rooms: [club, talk].map((roomId) => ({ roomId, seq: 0, position: 0 })),
      }),
    },
  ],
  ...MESSAGE_COMMANDS,
  ...ROOM_COMMANDS,
  "receipts.mark": [
    {
      on: "a conversation",
      may: NOTHING_FOR_OTHERS,
      writes: true,
      ask: async (scene, { talk }, { who }) => {
        // Marks only move forward, so that somebody else must have written.
        if (talk === scene.real.talk)
          await (who === "admin" ? scene.asha : scene.school.rao).say(talk, "Read this");
        return { type: "receipts.mark", marks: [{ roomId: talk, read: 1_000_000 }] };
      },
    },
  ],
  "typing.set": [
    {
      on: "a conversation",
      may: PARTIES,
      writes: false,
      ask: (_, { talk }) => ({ type: "typing.set", roomId: talk, typing: true }),
    },
    {
      on: "a group room",
      may: MEMBERS,
      writes: false,
      ask: (_, { club }) => ({ type: "typing.set", roomId: club, typing: true }),
    },
  ],
  "people.get": [
    {
      may: EVERYONE,
      writes: false,
      ask: (_, { studentId }) => ({ type: "people.get", accountIds: [studentId] }),
    },
  ],
  "conversation.open": [
    {
      on: "a student who has one",
      may: PARTIES,
      writes: false,
      ask: (_, { studentId }) => ({ type: "conversation.open", studentId }),
    },
    {
      on: "a student who has none",
      may: {
        student: "room-not-found",
        program: "room-not-found",
        "another student": "room-not-found",
        "revoked member": "room-not-found",
        admin: "done",
      },
      writes: true,
      ask: async (scene) => ({ type: "conversation.open", studentId: (await scene.invite()).accountId }),
    },
  ],
  "conversation.close": [
    {
      may: STAFF_OF_TALK,
      writes: true,
      ask: async (scene, target) => {
        await scene.setStatus(target, "reopen");
        return { type: "conversation.close", roomId: target.talk };
      },
    },
  ],
  "conversation.reopen": [
    {
      may: STAFF_OF_TALK,
      writes: true,
      ask: async (scene, target) => {
        await scene.setStatus(target, "close");
        return { type: "conversation.reopen", roomId: target.talk };
      },
    },
  ],
  "desk.get": [
    { may: STAFF, writes: false, ask: (_, { studentId }) => ({ type: "desk.get", studentIds: [studentId] }) },
  ],
  "notify.set": [
    {
      on: "a conversation",
      may: PARTIES,
      writes: true,
      ask: async (scene, { talk }, { person }) => {
        // What is chosen already changes nothing.
        if (talk === scene.real.talk && person)
          await person.command({ type: "notify.set", roomId: talk, notify: "all" }).catch(() => {});
        return { type: "notify.set", roomId: talk, notify: "mentions" };
      },
    },
  ],
  beat: [{ may: EVERYONE, writes: false, ask: () => ({ type: "beat" }) }],
};

/** Every row with the command that it is of. */
export const COMMAND_ROWS = Object.entries(COMMANDS).flatMap(([type, rows]) =>
  (rows as readonly CommandRow[]).map((row): [string, CommandRow<Command["type"]>] => [
    row.on ? `${type} (${row.on})` : type,
    row,
  ]),
);
