import type { DeskPage, EventPage, RoomsPage } from "@encrptalk/protocol";
import { describeSize, type LargeSchool, MESSAGES, SAMPLE, sizeOf } from "../school/large-school.ts";
import { inLargeSchool, type OpenSchool } from "../school/open-large-school.ts";
import { type Answers, growthOf, timeAnswers } from "./answers.ts";
import { type Asker, requestsOf, type TimedBeside, timeBesideBare } from "./beside-bare.ts";
import { figuresBeside, notesBeside } from "./beside-figures.ts";
import { type Effort, NotMeasured, type Row } from "./row.ts";

/** For the plot. */
const SMALLER_SIZES = [MESSAGES.few, MESSAGES.many];
const MOST_P99_MS = { tail: 2, anywhere: 5 };
type Place = keyof typeof MOST_P99_MS;
/** Conversations among which one is taken at random for each request. */
const CONVERSATIONS = 2_000;
const PER_DESK_PAGE = 200;
/** Of each kind, for each second that a run is to take. */
const REQUESTS_PER_SECOND = 100;

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
    const smaller: Measured[] = [];
    for (const messages of SMALLER_SIZES) {
      const size = sizeOf(messages, effort);
      const answers = await inLargeSchool(size, (school) => timePages(school, effort));
      smaller.push({ size, messages: size.messages, answers });
    }
    const size = sizeOf(MESSAGES.most, effort);
    const timed = await inLargeSchool(size, (school) => timePagesBesideBare(school, effort));
    const answers = Object.fromEntries(Object.entries(timed.kinds).map(([kind, { ours }]) => [kind, ours]));
    const figures = (place: Place) =>
      figuresBeside(
        Object.fromEntries(Object.entries(timed.kinds).filter(([kind]) => placeOf(kind) === place)),
        MOST_P99_MS[place],
        effort,
      );
    return {
      row: this.name,
      title: `History: ${describeSize(size)}, a tenth of these in one room; HTTP, 50 events a page`,
      figures: [...figures("tail"), ...figures("anywhere")],
      notes: [
        "Each page is of a room and a place taken at random, asked for by one of the staff.",
        ...notesBeside(timed, (kind) => MOST_P99_MS[placeOf(kind)]),
      ],
      growth: [
        growthOf({ name: "history", title: "A page of 50 events, by the messages in the school" }, [
          ...smaller,
          { messages: size.messages, answers },
        ]),
      ],
      runs: [...smaller, { size, ...timed }],
    };
  },
};

const timePages = async (school: OpenSchool, effort: Effort): Promise<Record<string, Answers>> =>
  await timeAnswers(requestsOf(await askerIn(school)), effort);

const timePagesBesideBare = async (school: OpenSchool, effort: Effort): Promise<TimedBeside> =>
  await timeBesideBare(await askerIn(school), { ...effort, perSecond: REQUESTS_PER_SECOND });

async function askerIn(school: OpenSchool): Promise<Asker> {
  const conversations = await conversationsOf(school);
  const hall = await hallOf(school);
  const page = ({ roomId }: Room, query: string) => `/api/rooms/${roomId}/events?limit=50${query}`;
  const any = () => conversations[Math.floor(Math.random() * conversations.length)] ?? hall;
  const anywhere = (room: Room) => page(room, `&before=${2 + Math.floor(Math.random() * room.head)}`);
  return {
    api: school.api,
    cookie: school.staff,
    paths: {
      "tail of a conversation": () => page(any(), ""),
      "tail of the large room": () => page(hall, ""),
      "anywhere in a conversation": () => anywhere(any()),
      "anywhere in the large room": () => anywhere(hall),
    },
  };
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

const placeOf = (kind: string): Place => (kind.startsWith("tail") ? "tail" : "anywhere");
