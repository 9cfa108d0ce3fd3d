import type { RoomId, RoomsPage, SearchPage } from "@encrptalk/protocol";
import { NotMeasured } from "../rows/row.ts";
import type { Api } from "../school/api.ts";
import { chatterOf } from "./chatter.ts";
import type { SignedIn } from "./signed-in.ts";
import { Speaker } from "./speaker.ts";

const INDEXED_MS = 5 * 60_000;

export interface FilledRoom {
  roomId: RoomId;
  messages: number;
}

export const pathOf = ({ roomId }: FilledRoom): string => `/rooms/${roomId}`;

/** A room of each of these sizes, in which both have said half; whoever made it has read it. */
export async function fillRooms(
  api: Api,
  sizes: readonly number[],
  staff: SignedIn,
  student: SignedIn,
): Promise<void> {
  const speakers = [
    await Speaker.connect(api.host, staff.token),
    await Speaker.connect(api.host, student.token),
  ];
  for (const messages of sizes) {
    const title = titleOf(messages);
    const { roomId } = await api.command<{ roomId: RoomId }>({ type: "room.create", title }, staff.token);
    await api.command({ type: "room.join", roomId }, student.token);
    const numbers = Array.from({ length: messages }, (_, number) => number);
    await Promise.all(
      speakers.map((speaker, one) =>
        speaker.sayAll(roomId, numbers.filter((number) => number % speakers.length === one).map(chatterOf)),
      ),
    );
    const marks = [{ roomId, delivered: messages, read: messages }];
    await api.command({ type: "receipts.mark", marks }, staff.token);
  }
  for (const speaker of speakers) speaker.close();
  await untilIndexed(api, Math.max(...sizes) - 1, staff);
}

export async function findRooms(
  api: Api,
  sizes: readonly number[],
  { cookie }: SignedIn,
): Promise<FilledRoom[]> {
  const { rooms } = await api.get<RoomsPage>("/api/rooms", cookie);
  return sizes.map((messages) => {
    const room = rooms.find(({ title }) => title === titleOf(messages));
    if (!room) throw new NotMeasured(`The school has no room of ${messages} messages.`);
    return { roomId: room.roomId, messages };
  });
}

/** So that the index does not grow while something is measured. */
async function untilIndexed(api: Api, number: number, { cookie }: SignedIn): Promise<void> {
  const from = performance.now();
  while (performance.now() - from < INDEXED_MS) {
    const { hits } = await api.get<SearchPage>(`/api/search?q=${number}`, cookie);
    if (hits.length > 0) return;
    await Bun.sleep(200);
  }
  throw new NotMeasured("The search index of the rooms was not complete in time.");
}

const titleOf = (messages: number) => `Room of ${messages} messages`;
