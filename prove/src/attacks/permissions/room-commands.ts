import type { CommandRows } from "./command-row.ts";
import { EVERYONE, NOTHING_FOR_OTHERS, STAFF } from "./may.ts";

export const ROOM_COMMANDS: CommandRows<
  "room.create" | "room.join" | "room.leave" | "room.rename" | "room.archive" | "room.restore"
> = {
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
};
