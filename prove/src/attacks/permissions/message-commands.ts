import { type CommandRows, OWN_ONLY } from "./command-row.ts";
import { MEMBERS, PARTIES } from "./may.ts";

const BODY = { alg: "plain", text: "Let me in" } as const;

export const MESSAGE_COMMANDS: CommandRows<"message.send" | "message.edit" | "message.delete"> = {
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
};
