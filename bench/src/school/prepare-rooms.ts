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
    const [admin = ""] = tokens;
    const roomIds: string[] = [];
    for (const [room, members] of membersOfRooms(layout).entries()) {
      const title = `Room ${room}`;
      const { roomId } = await api.command<ResultOf<"room.create">>({ type: "room.create", title }, admin);
      for (let at = 0; at < members.length; at += JOIN_AT_ONCE) {
        const group = members.slice(at, at + JOIN_AT_ONCE).map((person) => tokens[person] ?? "");
        await Promise.all(group.map((token) => api.command({ type: "room.join", roomId }, token)));
      }
      // Whoever creates a room is in it.
      if (!members.includes(0)) await api.command({ type: "room.leave", roomId }, admin);
      roomIds.push(roomId);
    }
    return roomIds;
  } finally {
    await server.stop();
  }
}
