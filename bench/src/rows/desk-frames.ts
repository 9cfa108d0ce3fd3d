import {
  type AddedProgram,
  type Command,
  type EnteredRoom,
  type Me,
  type MessageId,
  PROTOCOL,
} from "@encrptalk/protocol";
import { closeSocket, openSocket } from "../peers/open-socket.ts";
import type { Api } from "../school/api.ts";
import { SAMPLE } from "../school/large-school.ts";

const MESSAGES = 20;
/** Presence and marks are told once a second at most. */
const QUIET_MS = 1_500;

/** What a member of staff with the desk open hears while a student writes. */
export interface Heard {
  messages: number;
  /** Frames of feeds, by their type. */
  frames: Record<string, number>;
  bytes: number;
}

/** Writes to the school: a copy of one. */
export async function hearMessages(api: Api, staff: string): Promise<Heard> {
  const student = await api.signIn(SAMPLE.student, SAMPLE.password);
  const { accountId } = await api.get<Me>("/api/me", student);
  const token = await addProgram(api, student);
  const { room } = await api.command<EnteredRoom>({ type: "conversation.open", studentId: accountId }, token);
  const heard: Heard = { messages: MESSAGES, frames: {}, bytes: 0 };
  const stopListening = await listen(api, await addProgram(api, staff), (frame) => {
    const { type, position } = JSON.parse(frame) as { type: string; position?: number };
    // Who comes and goes is told in between, and no message has to do with it.
    if (position === undefined) return;
    heard.frames[type] = (heard.frames[type] ?? 0) + 1;
    heard.bytes += Buffer.byteLength(frame);
  });
  for (let number = 0; number < MESSAGES; number += 1)
    await api.command(
      {
        type: "message.send",
        roomId: room.roomId,
        messageId: `bench-desk-${number}-${crypto.randomUUID()}` as MessageId,
        body: { alg: "plain", text: `Question ${number}: is the library open on Friday?` },
      },
      token,
    );
  await Bun.sleep(QUIET_MS);
  stopListening();
  return heard;
}

const addProgram = async (api: Api, cookie: string): Promise<string> =>
  (await api.post<AddedProgram>("/api/devices", { name: "Bench" }, cookie)).result.token;

/** As a client of the staff that shows the desk. Resolves once it is live; then tells of every frame. */
async function listen(api: Api, token: string, hear: (frame: string) => void): Promise<() => void> {
  const live = Promise.withResolvers<void>();
  const headers = { authorization: `Bearer ${token}` };
  const socket = await openSocket(`ws://${api.host}/ws`, { protocols: [PROTOCOL], headers }, (reason) =>
    live.reject(new Error(reason)),
  );
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    if (!data.includes('"id":"sync"')) return;
    socket.onmessage = ({ data: frame }: MessageEvent<string>) => hear(frame);
    live.resolve();
  };
  const command: Command = { type: "sync", epoch: null, school: 0, account: 0, desk: 0, rooms: [] };
  socket.send(JSON.stringify({ id: "sync", command }));
  await live.promise;
  // What arriving itself makes others tell is not counted.
  await Bun.sleep(QUIET_MS);
  return () => closeSocket(socket);
}
