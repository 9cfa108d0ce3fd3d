import { cpSync } from "node:fs";
import { join } from "node:path";
import type { DeskPage, EnteredRoom, RoomsPage } from "@encrptalk/protocol";
import { NotMeasured } from "../rows/row.ts";
import { Api } from "../school/api.ts";
import { largeSchool, SAMPLE } from "../school/large-school.ts";
import { madeOnce } from "../school/made-once.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { type FilledRoom, fillRooms, findRooms } from "./filled-rooms.ts";
import { type SignedIn, signIn } from "./signed-in.ts";

export interface WebSchoolSize {
  students: number;
  /** In the students' conversations. */
  messages: number;
  /** Messages in each of some rooms. */
  rooms: readonly number[];
}

export const WEB_SCHOOL: WebSchoolSize = {
  students: 10_000,
  messages: 200_000,
  rooms: [1_000, 10_000, 100_000],
};
export const SMALL_WEB_SCHOOL: WebSchoolSize = { students: 100, messages: 2_000, rooms: [10, 100, 1_000] };

/** As many as one goes round among: more than the page keeps drawn. */
const CLOSED = 4;

/** A server with a school that people look at in browsers. */
export interface WebSchool {
  host: string;
  staff: SignedIn;
  student: SignedIn;
  /** Where the student's conversation is for each of them. */
  conversation: { forStaff: string; forStudent: string };
  /** Students whose conversations are closed, so that the list of these stays as it is; `CLOSED` of them. */
  closed: string[];
  /** Of whom both are members. */
  rooms: FilledRoom[];
  /** One more room in the list. */
  hall: string;
  stop(): Promise<void>;
}

/**
 * A running copy of a school with many students, and rooms that Ms Rao and a student have filled by ordinary commands.
 * The school is made once and kept.
 */
export async function openWebSchool(size: WebSchoolSize): Promise<WebSchool> {
  const copy = makeWorkingCopy(await prepare(size));
  const server = await startOurServer(copy.data);
  const stop = async () => {
    await server.stop();
    copy.remove();
  };
  try {
    return { host: server.host, ...(await enter(new Api(server.host), size)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Its data folder. */
async function prepare({ students, messages, rooms }: WebSchoolSize): Promise<string> {
  const folder = await madeOnce(`web-${students}-${messages}-${rooms.join("-")}`, async (folder) => {
    const data = join(folder, "data");
    cpSync(await largeSchool({ students, messages }), data, { recursive: true });
    const counts = rooms.map((count) => count.toLocaleString("en")).join(", ");
    console.error(`Preparing rooms of ${counts} messages, once …`);
    const server = await startOurServer(data);
    try {
      const api = new Api(server.host);
      await fillRooms(api, rooms, await signIn(api, SAMPLE.staff), await signIn(api, SAMPLE.student));
    } finally {
      await server.stop();
    }
  });
  return join(folder, "data");
}

async function enter(api: Api, size: WebSchoolSize): Promise<Omit<WebSchool, "host" | "stop">> {
  const [staff, student] = [await signIn(api, SAMPLE.staff), await signIn(api, SAMPLE.student)];
  const studentId = student.accountId;
  const { room } = await api.command<EnteredRoom>({ type: "conversation.open", studentId }, student.token);
  const { entries } = await api.get<DeskPage>(
    `/api/desk/students?filter=closed&limit=${CLOSED}`,
    staff.cookie,
  );
  if (entries.length < CLOSED)
    throw new NotMeasured(`The large school has no ${CLOSED} closed conversations to switch between.`);
  const { rooms } = await api.get<RoomsPage>("/api/rooms", staff.cookie);
  const hall = rooms.find(({ title }) => title === SAMPLE.hall);
  if (!hall) throw new NotMeasured(`The large school has no ${SAMPLE.hall}.`);
  return {
    staff,
    student,
    conversation: { forStaff: `/messages/${studentId}`, forStudent: `/rooms/${room.roomId}` },
    closed: entries.map(({ student: { accountId } }) => `/messages/${accountId}?filter=closed`),
    hall: `/rooms/${hall.roomId}`,
    rooms: await findRooms(api, size.rooms, staff),
  };
}
