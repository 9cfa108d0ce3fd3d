import type { DeskPage, EventPage, RoomsPage } from "@encrptalk/protocol";
import { describeSize, type LargeSchool, MESSAGES, SAMPLE, sizeOf } from "../school/large-school.ts";
import { inLargeSchool, type OpenSchool } from "../school/open-large-school.ts";
import { type Answers, figuresOf, growthOf, timeAnswers } from "./answers.ts";
import { type Effort, NotMeasured, type Row } from "./row.ts";

const SIZES = [MESSAGES.few, MESSAGES.many, MESSAGES.most];
const MOST_P99_MS = { tail: 2, anywhere: 5 };
/** Conversations among which one is taken at random for each request. */
const CONVERSATIONS = 2_000;
const PER_DESK_PAGE = 200;

interface Room {
  roomId: string;
  /** Number of its last event. */
  head: number;
}

interface Measured {
  size: LargeSchool;
  messages: number;
  answers: Record<string, Answers>;
}

/** How long a page of 50 events takes where messages were said by thousands in turn, so that none stand together. */
export const history: Row = {
  name: "history",
  async measure(effort) {
    const measured: Measured[] = [];
    for (const messages of SIZES) {
      const size = sizeOf(messages, effort);
      const answers = await inLargeSchool(size, (school) => timePages(school, effort));
      measured.push({ size, messages: size.messages, answers });
    }
    const largest = measured.at(-1);
    if (!largest) throw new NotMeasured("There is no school to measure.");
    const { tail, anywhere } = ofKinds(largest.answers);
    return {
      row: this.name,
      title: `History: ${describeSize(largest.size)}, a tenth of these in one room; HTTP, 50 events a page`,
      figures: [
        ...figuresOf(tail, MOST_P99_MS.tail, effort),
        ...figuresOf(anywhere, MOST_P99_MS.anywhere, effort),
      ],
      notes: ["Each page is of a room and a place taken at random, asked for by one of the staff."],
      growth: [
        growthOf({ name: "history", title: "A page of 50 events, by the messages in the school" }, measured),
      ],
      runs: measured,
    };
  },
};

async function timePages(school: OpenSchool, effort: Effort): Promise<Record<string, Answers>> {
  const { api, staff } = school;
  const conversations = await conversationsOf(school);
  const hall = await hallOf(school);
  const page = ({ roomId }: Room, query: string) =>
    api.fetch(`/api/rooms/${roomId}/events?limit=50${query}`, staff);
  const any = () => conversations[Math.floor(Math.random() * conversations.length)] ?? hall;
  const before = ({ head }: Room) => `&before=${2 + Math.floor(Math.random() * head)}`;
  const anywhere = (room: Room) => page(room, before(room));
  return await timeAnswers(
    {
      "tail of a conversation": () => page(any(), ""),
      "tail of the large room": () => page(hall, ""),
      "anywhere in a conversation": () => anywhere(any()),
      "anywhere in the large room": () => anywhere(hall),
    },
    effort,
  );
}

async function conversationsOf({ api, staff }: OpenSchool): Promise<Room[]> {
  const rooms: Room[] = [];
  let after = "";
  while (rooms.length < CONVERSATIONS) {
    const { entries, next }: DeskPage = await api.get(
      `/api/desk/students?limit=${PER_DESK_PAGE}${after}`,
      staff,
    );
    for (const { conversation } of entries)
      if (conversation?.lastMessage)
        rooms.push({ roomId: conversation.roomId, head: conversation.lastMessage.seq });
    if (next === null) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  return rooms;
}

async function hallOf({ api, staff }: OpenSchool): Promise<Room> {
  const { rooms } = await api.get<RoomsPage>("/api/rooms?limit=100", staff);
  const hall = rooms.find(({ title }) => title === SAMPLE.hall);
  if (!hall) throw new NotMeasured(`The large school has no room ${SAMPLE.hall}.`);
  const { head } = await api.get<EventPage>(`/api/rooms/${hall.roomId}/events?limit=1`, staff);
  return { roomId: hall.roomId, head };
}

function ofKinds(answers: Record<string, Answers>) {
  const kind = (name: string) =>
    Object.fromEntries(Object.entries(answers).filter(([what]) => what.startsWith(name)));
  return { tail: kind("tail"), anywhere: kind("anywhere") };
}
