import type { DeskPage, SearchPage } from "@encrptalk/protocol";
import { describeSize, type LargeSchool, MESSAGES, SAMPLE, sizeOf } from "../school/large-school.ts";
import { inLargeSchool, type OpenSchool } from "../school/open-large-school.ts";
import { type Answers, figuresOf, growthOf, timeAnswers } from "./answers.ts";
import { type Effort, type Figure, NotMeasured, type Row } from "./row.ts";

const SIZES = [MESSAGES.few, MESSAGES.many, MESSAGES.most];
const MOST_P99_MS = new Map<number, number>([
  [MESSAGES.many, 30],
  [MESSAGES.most, 100],
]);
/** The index is made with the school, and anew where the program makes another one: a minute for each million. */
const INDEXED_MS = 20 * 60_000;

interface Measured {
  size: LargeSchool;
  messages: number;
  answers: Record<string, Answers>;
  mostP99Ms: number | undefined;
}

/** How long a search takes, asked for over HTTP, newest first. */
export const search: Row = {
  name: "search",
  async measure(effort) {
    const measured: Measured[] = [];
    for (const messages of SIZES) {
      const size = sizeOf(messages, effort);
      const answers = await inLargeSchool(size, (school) => timeSearches(school, effort));
      measured.push({ size, messages: size.messages, answers, mostP99Ms: MOST_P99_MS.get(messages) });
    }
    return {
      row: this.name,
      title: "Search, newest first; HTTP, 20 hits a page",
      figures: measured.flatMap((school) => figuresIn(school, effort)),
      notes: [],
      growth: [growthOf({ name: "search", title: "A search, by the messages in the school" }, measured)],
      runs: measured,
    };
  },
};

const figuresIn = ({ size, answers, mostP99Ms }: Measured, effort: Effort): Figure[] =>
  mostP99Ms === undefined
    ? []
    : figuresOf(answers, mostP99Ms, effort).map((figure, at) => ({
        ...figure,
        what: at === 0 ? `${describeSize(size)}: ${figure.what}` : figure.what,
      }));

async function timeSearches(school: OpenSchool, effort: Effort): Promise<Record<string, Answers>> {
  const { api, staff } = school;
  const student = await api.signIn(SAMPLE.student, SAMPLE.password);
  await untilIndexed(school);
  const find = (q: string, cookie = staff) => api.fetch(`/api/search?q=${encodeURIComponent(q)}`, cookie);
  return await timeAnswers(
    {
      "a common word": () => find("school"),
      "the commonest word": () => find("the"),
      "two common words": () => find("homework tomorrow"),
      "a rare word": (number) => find(`diber${["ce", "di", "fo", "gu"][number % 4]}`),
      "a rare word and a common one": () => find("diberce school"),
      "a phrase": () => find('"thank you"'),
      "a beginning": () => find("hom*"),
      "an unfinished common word": () => find("schoo"),
      "a common word in one class": () => find("class:7A school"),
      "a common word by one person": () => find("from:rao school"),
      "a common word in one room": () => find(`in:"${SAMPLE.hall}" school`),
      "a common word before a date": () => find(`before:${monthsAgo(2)} school`),
      "what nobody wrote": () => find("nobodywrotethis"),
      "a common word, as a student": () => find("school", student),
    },
    effort,
  );
}

/** The index follows the log, so that it is complete when it has the last message. */
async function untilIndexed({ api, staff }: OpenSchool): Promise<void> {
  const until = performance.now() + INDEXED_MS;
  const { entries } = await api.get<DeskPage>("/api/desk/students?filter=unread&limit=200", staff);
  const last = entries
    .flatMap(({ conversation }) =>
      conversation?.lastMessage ? [{ ...conversation, last: conversation.lastMessage }] : [],
    )
    .sort((one, other) => other.last.at - one.last.at)[0];
  const words = last?.last.text
    ?.match(/\p{L}+/gu)
    ?.slice(0, 6)
    .join(" ");
  if (!last || !words) throw new NotMeasured("The large school has no unread message to look for.");
  const path = `/api/search?q=${encodeURIComponent(words)}`;
  while (performance.now() < until) {
    const { hits } = await api.get<SearchPage>(path, staff);
    if (hits.some(({ roomId, seq }) => roomId === last.roomId && seq === last.last.seq)) return;
    await Bun.sleep(100);
  }
  throw new NotMeasured("The index was not complete in time.");
}

function monthsAgo(months: number): string {
  const date = new Date();
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
