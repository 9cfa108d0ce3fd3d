import type { Command, CommandOf, CommandType } from "@encrptalk/protocol";
import type { Caller } from "./caller.ts";
import { EVERYONE, MEMBERS, PARTIES, type Row, STAFF } from "./may.ts";
import type { Scene, Target } from "./scene.ts";

/** How a command is put so that nothing but permission stands in its way. */
export interface CommandRow<T extends CommandType = CommandType> extends Row {
  ask(scene: Scene, target: Target, caller: Caller): CommandOf<T> | Promise<CommandOf<T>>;
}

const BODY = { alg: "plain", text: "Let me in" } as const;
const OWN_ONLY = { ...MEMBERS, admin: "forbidden" } as const;
/** Who may not do it themself is told so only of a room that they may enter. */
const STAFF_OF_TALK = { ...PARTIES, student: "forbidden", program: "forbidden" } as const;
const NOTHING_FOR_OTHERS = {
  ...EVERYONE,
  "another student": "nothing",
  "revoked member": "nothing",
} as const;

/** A row for each command, or the compiler asks for it. */
export const COMMANDS: { [T in CommandType]: readonly CommandRow<T>[] } = {
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
  "message.send": [
    {
      on: "a group room",
      may: MEMBERS,
      writes: true,
      ask: (scene, { club }) => ({
        type: "message.send",
        roomId: club,
        messageId: scene.freshMessageId(),
        body: BODY,
      }),
    },
    {
      on: "a conversation",
      may: PARTIES,
      writes: true,
      ask: (scene, { talk }) => ({
        type: "message.send",
        roomId: talk,
        messageId: scene.freshMessageId(),
        body: BODY,
      }),
    },
  ],
  "message.edit": [
    {
      on: "a student's message in a group room",
      may: OWN_ONLY,
      writes: true,
      ask: async (scene, { club }) => ({
        type: "message.edit",
        roomId: club,
        editId: scene.freshMessageId(),
        target: await scene.message(club),
        body: BODY,
      }),
    },
    {
      on: "a student's message in a conversation",
      may: OWN_ONLY,
      writes: true,
      ask: async (scene, { talk }) => ({
        type: "message.edit",
        roomId: talk,
        editId: scene.freshMessageId(),
        target: await scene.message(talk),
        body: BODY,
      }),
    },
  ],
  "message.delete": [
    {
      on: "a student's message in a group room",
      may: MEMBERS,
      writes: true,
      ask: async (scene, { club }) => ({
        type: "message.delete",
        roomId: club,
        target: await scene.message(club),
      }),
    },
    {
      on: "a student's message in a conversation",
      may: OWN_ONLY,
      writes: true,
      ask: async (scene, { talk }) => ({
        type: "message.delete",
        roomId: talk,
        target: await scene.message(talk),
      }),
    },
  ],
  "room.create": [
    { may: STAFF, writes: true, ask: (scene) => ({ type: "room.create", title: scene.fresh("Room") }) },
  ],
  "room.join": [
    {
      on: "a group room, which anybody may join",
      may: {
        ...EVERYONE,
        student: "nothing",
        program: "nothing",
        admin: "nothing",
      },
      writes: true,
      ask: async (scene, target) => ({ type: "room.join", roomId: await scene.anotherClub(target) }),
    },
    {
      on: "a conversation",
      may: {
        student: "room-not-found",
        program: "room-not-found",
        "another student": "room-not-found",
        "revoked member": "room-not-found",
        admin: "room-not-found",
      },
      writes: true,
      ask: (_, { talk }) => ({ type: "room.join", roomId: talk }),
    },
  ],
  "room.leave": [
    {
      on: "a group room",
      may: NOTHING_FOR_OTHERS,
      writes: true,
      ask: async (scene, target) => ({ type: "room.leave", roomId: await scene.anotherClub(target) }),
    },
    {
      on: "a conversation",
      may: {
        student: "forbidden",
        program: "forbidden",
        "another student": "nothing",
        "revoked member": "nothing",
        admin: "forbidden",
      },
      writes: true,
      ask: (_, { talk }) => ({ type: "room.leave", roomId: talk }),
    },
  ],
  "room.rename": [
    {
      on: "a group room",
      may: STAFF,
      writes: true,
      ask: async (scene, target) => ({
        type: "room.rename",
        roomId: await scene.anotherClub(target),
        title: scene.fresh("Renamed"),
      }),
    },
    {
      on: "a conversation",
      may: { ...STAFF, admin: "forbidden" },
      writes: true,
      ask: (scene, { talk }) => ({ type: "room.rename", roomId: talk, title: scene.fresh("Renamed") }),
    },
  ],
  "room.archive": [
    {
      may: STAFF,
      writes: true,
      ask: async (scene, target) => ({ type: "room.archive", roomId: await scene.anotherClub(target) }),
    },
  ],
  "room.restore": [
    {
      may: STAFF,
      writes: true,
      ask: async (scene, target) => {
        const roomId = await scene.anotherClub(target);
        if (target === scene.real) await scene.school.rao.command({ type: "room.archive", roomId });
        return { type: "room.restore", roomId };
      },
    },
  ],
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
