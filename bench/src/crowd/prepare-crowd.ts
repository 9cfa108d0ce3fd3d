import { cpSync } from "node:fs";
import { join } from "node:path";
import type { AddedProgram, Command, JoinedRoom, Me, MessageId, RoomId, Synced } from "@encrptalk/protocol";
import { REPOSITORY } from "../folders.ts";
import { NotMeasured } from "../rows/row.ts";
import { Api } from "../school/api.ts";
import { largeSchool, SAMPLE } from "../school/large-school.ts";
import { madeOnce } from "../school/made-once.ts";
import { startOurServer } from "../school/our-server.ts";
import { textOf } from "../stamp.ts";
import type { Known } from "./orders.ts";
import { carryOut } from "./pipeline.ts";

export interface CrowdSize {
  /** Each with a conversation, and in the room of all. */
  students: number;
  /** Messages that were written in the room of all, and in each conversation, while nobody was there. */
  missed: number;
}

export interface CrowdMember {
  /** Of its program. */
  token: string;
  /** The student's conversation. */
  roomId: RoomId;
  /** How far its client was when its connection was lost. */
  before: Known;
  /** And how far it is to be. */
  after: Known;
}

/** A school that a crowd comes back to. */
export interface PreparedCrowd {
  /** To be copied, never to be written. */
  data: string;
  /** The room of all. */
  everyoneId: RoomId;
  members: CrowdMember[];
}

/** Students whose positions are asked for at once. */
const AT_ONCE = 50;

/** Made once: everybody signs in, and what they miss is written through the real server, here and there by turns. */
export async function prepareCrowd(size: CrowdSize): Promise<PreparedCrowd> {
  const folder = await madeOnce(`crowd-${size.students}-${size.missed}`, async (folder) => {
    const school = await largeSchool({ students: size.students, messages: size.students });
    console.error(`Preparing a crowd of ${size.students}, each ${size.missed} messages behind, once …`);
    cpSync(school, join(folder, "data"), { recursive: true });
    const made = await makeCrowd(join(folder, "data"), size);
    await Bun.write(join(folder, "crowd.json"), JSON.stringify(made));
  });
  const known = (await Bun.file(join(folder, "crowd.json")).json()) as Omit<PreparedCrowd, "data">;
  return { data: join(folder, "data"), ...known };
}

interface Student {
  accountId: Me["accountId"];
  token: string;
}

async function makeCrowd(
  data: string,
  { students, missed }: CrowdSize,
): Promise<Omit<PreparedCrowd, "data">> {
  const present = (await signInAll(data)).slice(0, students);
  const server = await startOurServer(data);
  try {
    const api = new Api(server.host);
    const { cookie } = await api.post<Me>("/api/sign-in", {
      identifier: SAMPLE.staff,
      password: SAMPLE.password,
    });
    const { token } = (await api.post<AddedProgram>("/api/devices", { name: "Bench" }, cookie)).result;
    const order = (commands: readonly Command[]) => carryOut(`ws://${server.host}/ws`, token, commands);
    const opened = (await order(
      present.map(({ accountId }) => ({ type: "conversation.open", studentId: accountId })),
    )) as { room: JoinedRoom }[];
    const roomIds = opened.map(({ room }) => room.roomId);
    const before = await positionsOf(api, present);
    const everyoneId = before[0]?.everyoneId;
    if (!everyoneId) throw new Error("The school has no default room.");
    await order(writing([everyoneId, ...roomIds], missed));
    const after = await positionsOf(api, present);
    return {
      everyoneId,
      members: present.map(({ token }, index) => ({
        token,
        roomId: roomIds[index] as RoomId,
        before: before[index]?.known as Known,
        after: after[index]?.known as Known,
      })),
    };
  } finally {
    await server.stop();
  }
}

/** As people write: now here, now there, so that what belongs to one room lies far apart on the disk. */
function writing(roomIds: readonly RoomId[], messages: number): Command[] {
  return Array.from({ length: messages }, (_, number) =>
    roomIds.map(
      (roomId): Command => ({
        type: "message.send",
        roomId,
        messageId: `missed-message-${number}` as MessageId,
        body: { alg: "plain", text: textOf(number) },
      }),
    ),
  ).flat();
}

async function signInAll(data: string): Promise<Student[]> {
  const program = join(REPOSITORY, "server/src/demo/large/sign-in-all.ts");
  const signing = Bun.spawn([process.execPath, program, data], { stdio: ["ignore", "pipe", "inherit"] });
  const printed = await new Response(signing.stdout).text();
  if ((await signing.exited) !== 0) throw new NotMeasured("The students could not sign in; see above.");
  return JSON.parse(printed) as Student[];
}

interface Begun {
  known: Known;
  everyoneId: RoomId | undefined;
}

async function positionsOf(api: Api, students: readonly Student[]): Promise<Begun[]> {
  const positions: Begun[] = [];
  for (let from = 0; from < students.length; from += AT_ONCE) {
    const some = students.slice(from, from + AT_ONCE);
    positions.push(...(await Promise.all(some.map(({ token }) => positionOf(api, token)))));
  }
  return positions;
}

/** What a client keeps that has just begun. */
async function positionOf(api: Api, token: string): Promise<Begun> {
  const command: Command = { type: "sync", epoch: null, school: 0, account: 0, rooms: [] };
  const { epoch, school, account, rooms } = await api.command<Synced>(command, token);
  return {
    known: {
      epoch,
      school,
      account,
      rooms: rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position })),
    },
    everyoneId: rooms.find(({ isDefault }) => isDefault)?.roomId,
  };
}
