import { cpSync } from "node:fs";
import { join } from "node:path";
import type { ResultOf } from "@encrptalk/protocol";
import { type Layout, membersOfRooms } from "../layout.ts";
import { Api } from "./api.ts";
import { madeOnce } from "./made-once.ts";
import { startOurServer } from "./our-server.ts";
import { prepareSchool, type School } from "./prepare-school.ts";

/** A data folder with a school whose people are in rooms. */
export interface SchoolOfRooms {
  /** To be copied, never to be written. */
  data: string;
  roomIds: string[];
  /** A bearer token for each person. */
  tokens: string[];
}

/** Nobody is to wait behind hundreds of others. */
const JOIN_AT_ONCE = 20;
const ROOMS_AT_ONCE = 10;

/** The first person of a school made it; only administrators make rooms. */
const ADMIN = 0;

/**
 * A school with this layout. In one room of all: that which everybody is in anyway. In other rooms, they are in that
 * one too, where nobody speaks.
 */
export async function prepareRooms(layout: Layout): Promise<SchoolOfRooms> {
  const { people, rooms, members } = layout;
  const school = await prepareSchool(people);
  const { data, tokens, roomId } = school;
  if (rooms === 1 && members === people) return { data, tokens, roomIds: [roomId] };
  const folder = await madeOnce(`rooms-${rooms}x${members}-of-${people}`, async (folder) => {
    console.error(`Preparing ${rooms} rooms of ${members} members, once …`);
    cpSync(data, join(folder, "data"), { recursive: true });
    const roomIds = await makeRooms(join(folder, "data"), layout, school);
    await Bun.write(join(folder, "rooms.json"), JSON.stringify(roomIds));
  });
  const roomIds = (await Bun.file(join(folder, "rooms.json")).json()) as string[];
  return { data: join(folder, "data"), tokens, roomIds };
}

async function makeRooms(data: string, layout: Layout, { tokens }: School): Promise<string[]> {
  const server = await startOurServer(data);
  try {
    const api = new Api(server.host);
    const roomIds: string[] = [];
    const rooms = [...membersOfRooms(layout).entries()];
    for (let at = 0; at < rooms.length; at += ROOMS_AT_ONCE) {
      const some = rooms.slice(at, at + ROOMS_AT_ONCE);
      roomIds.push(
        ...(await Promise.all(some.map(([room, members]) => makeRoom(api, room, members, tokens)))),
      );
    }
    return roomIds;
  } finally {
    await server.stop();
  }
}

async function makeRoom(
  api: Api,
  room: number,
  members: readonly number[],
  tokens: readonly string[],
): Promise<string> {
  const tokenOf = (person: number) => tokens[person] ?? "";
  const title = `Room ${room}`;
  const { roomId } = await api.command<ResultOf<"room.create">>(
    { type: "room.create", title },
    tokenOf(ADMIN),
  );
  for (let at = 0; at < members.length; at += JOIN_AT_ONCE) {
    const group = members.slice(at, at + JOIN_AT_ONCE);
    await Promise.all(group.map((person) => api.command({ type: "room.join", roomId }, tokenOf(person))));
  }
  // Whoever creates a room is in it.
  if (!members.includes(ADMIN)) await api.command({ type: "room.leave", roomId }, tokenOf(ADMIN));
  return roomId;
}
