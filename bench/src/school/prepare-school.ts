import { join } from "node:path";
import type { AddedPerson, AddedProgram, AddPerson, Me, ReplyFrame, Synced } from "@encrptalk/protocol";
import { Api } from "./api.ts";
import { madeOnce } from "./made-once.ts";
import { startNewServer } from "./our-server.ts";

/** A data folder with a school whose people are all in one room. */
export interface School {
  /** To be copied, never to be written. */
  data: string;
  roomId: string;
  /** A bearer token for each member. */
  tokens: string[];
}

const PASSWORD = "correct horse battery staple";
/** As many as the server hashes passwords for at the same time, and as many again waiting. */
const SIGN_IN_AT_ONCE = 4;

/** A school of so many people. The first time takes a second for each twenty or so: every password is hashed. */
export async function prepareSchool(people: number): Promise<School> {
  const folder = await madeOnce(`school-${people}`, async (folder) => {
    console.error(`Preparing a school of ${people} people, once …`);
    const made = await makeSchool(join(folder, "data"), people);
    await Bun.write(join(folder, "school.json"), JSON.stringify(made));
  });
  const made = (await Bun.file(join(folder, "school.json")).json()) as Made;
  return { data: join(folder, "data"), ...made };
}

type Made = Omit<School, "data">;

async function makeSchool(data: string, people: number): Promise<Made> {
  const server = await startNewServer(data);
  try {
    const api = new Api(server.host);
    const { cookie: admin } = await api.post<Me>("/api/set-up", {
      code: server.setUpCode,
      schoolName: "Bench School",
      name: "Ms Rao",
      email: "rao@school.example",
      password: PASSWORD,
    });
    const { token, roomId } = await takeSeat(api, admin);
    const tokens = [token];
    while (tokens.length < people) {
      const group = Math.min(SIGN_IN_AT_ONCE, people - tokens.length);
      const numbers = Array.from({ length: group }, (_, index) => tokens.length + index);
      tokens.push(...(await Promise.all(numbers.map((number) => enrol(api, admin, number)))));
      if (process.stderr.isTTY) process.stderr.write(`\r${tokens.length} `);
    }
    if (process.stderr.isTTY) process.stderr.write("\n");
    return { roomId, tokens };
  } finally {
    await server.stop();
  }
}

/** Adds a student, who signs in for the first time and so joins the default room. */
async function enrol(api: Api, admin: string, number: number): Promise<string> {
  const rollId = String(number).padStart(5, "0");
  const student: AddPerson = {
    role: "student",
    name: `Student ${rollId}`,
    email: `student-${rollId}@school.example`,
    rollId,
    className: "7A",
  };
  const { result } = await api.post<AddedPerson>("/api/people", student, admin);
  const token = new URL(result.link.url).hash.slice(1);
  const { cookie } = await api.post<Me>("/api/links/redeem", { token, password: PASSWORD });
  return (await addProgram(api, cookie)).token;
}

async function takeSeat(api: Api, cookie: string): Promise<{ token: string; roomId: string }> {
  const command = { type: "sync", epoch: null, school: 0, account: 0, rooms: [] };
  const { result: reply } = await api.post<ReplyFrame>("/api/commands", { id: "sync", command }, cookie);
  const room = reply.ok ? (reply.result as Synced).rooms[0] : undefined;
  if (!room) throw new Error("The school has no default room.");
  return { token: (await addProgram(api, cookie)).token, roomId: room.roomId };
}

async function addProgram(api: Api, cookie: string): Promise<AddedProgram> {
  return (await api.post<AddedProgram>("/api/devices", { name: "Bench" }, cookie)).result;
}
