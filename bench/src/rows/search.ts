import type { DeskPage, SearchPage } from "@encrptalk/protocol";
import { Api } from "../school/api.ts";
import { largeSchool, SAMPLE } from "../school/large-school.ts";
import { startOurServer } from "../school/our-server.ts";
import { figuresOf, timeAnswers } from "./answers.ts";
import { NotMeasured, type Row } from "./row.ts";

const SIZE = { students: 10_000, messages: 1_000_000 };
const MOST_P99_MS = 30;
/** The index is made anew where there is none: a minute or two for so many. */
const INDEXED_MS = 10 * 60_000;

/** How long a search takes, asked for over HTTP, newest first. */
export const search: Row = {
  name: "search",
  async measure(effort) {
    const server = await startOurServer(await largeSchool(SIZE));
    try {
      const api = new Api(server.host);
      const signIn = async (identifier: string) =>
        (await api.post("/api/sign-in", { identifier, password: SAMPLE.password })).cookie;
      const [staff, student] = [await signIn(SAMPLE.staff), await signIn(SAMPLE.student)];
      const find = (q: string, cookie = staff) =>
        api.get<SearchPage>(`/api/search?q=${encodeURIComponent(q)}`, cookie);
      const indexedMs = await untilIndexed(api, staff, find);
      const answers = await timeAnswers(
        {
          "a common word": () => find("school"),
          "the commonest word": () => find("the"),
          "two common words": () => find("homework tomorrow"),
          "a rare word": (number) => find(`diber${["ce", "di", "fo", "gu"][number % 4]}`),
          "a phrase": () => find('"thank you"'),
          "a beginning": () => find("hom*"),
          "a common word in one class": () => find("class:7A school"),
          "a common word before a date": () => find(`before:${monthsAgo(2)} school`),
          "a common word, as a student": () => find("school", student),
        },
        effort,
      );
      return {
        row: this.name,
        title: `Search: ${SIZE.messages.toLocaleString("en")} messages; HTTP, 20 hits a page`,
        figures: figuresOf(answers, MOST_P99_MS),
        notes: [`After the start the index was complete within ${(indexedMs / 1_000).toFixed(1)} s.`],
        growth: [],
        runs: [answers],
      };
    } finally {
      await server.stop();
    }
  },
};

/** The index follows the log, so that it is complete when it has the last message. In ms. */
async function untilIndexed(
  api: Api,
  staff: string,
  find: (q: string) => Promise<SearchPage>,
): Promise<number> {
  const from = performance.now();
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
  while (performance.now() - from < INDEXED_MS) {
    const { hits } = await find(words);
    if (hits.some(({ roomId, seq }) => roomId === last.roomId && seq === last.last.seq))
      return performance.now() - from;
    await Bun.sleep(100);
  }
  throw new NotMeasured("The index was not complete in time.");
}

function monthsAgo(months: number): string {
  const date = new Date();
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
