import type { Classes, DeskPage } from "@encrptalk/protocol";
import { Api } from "../school/api.ts";
import { describeSize, largeSchool, MESSAGES, SAMPLE, sizeOf } from "../school/large-school.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { spreadOf } from "../spread.ts";
import { type Answers, figuresOf, timeAnswers } from "./answers.ts";
import { type Heard, hearMessages } from "./desk-frames.ts";
import type { Effort, Figure, Row } from "./row.ts";

const MOST_P99_MS = 20;
const MOST_FRAMES = 1;

/** How long the desk's list takes, asked for over HTTP: what staff wait for. And what a message costs who shows it. */
export const desk: Row = {
  name: "desk",
  async measure(effort) {
    const size = sizeOf(MESSAGES.few, effort);
    const copy = makeWorkingCopy(await largeSchool(size));
    const server = await startOurServer(copy.data);
    try {
      const api = new Api(server.host);
      const staff = await api.signIn(SAMPLE.staff, SAMPLE.password);
      const answers = await timeLists(api, staff, effort);
      const heard = await hearMessages(api, staff);
      return {
        row: this.name,
        title: `Desk: ${describeSize(size)}; HTTP, 50 rows a page`,
        figures: [...figuresOf(answers, MOST_P99_MS, effort), framesIn(heard, effort)],
        notes: [
          `Of ${heard.messages} messages of one student, a staff connection that shows the desk heard ${describe(heard)}, ${Math.round(heard.bytes / heard.messages)} bytes for each message: the row that moved, whatever the length of the list.`,
        ],
        growth: [],
        runs: [answers, heard],
      };
    } finally {
      await server.stop();
      copy.remove();
    }
  },
};

async function timeLists(api: Api, staff: string, effort: Effort): Promise<Record<string, Answers>> {
  const list = (query: string) => api.fetch(`/api/desk/students?${query}`, staff);
  const { next } = await api.get<DeskPage>("/api/desk/students", staff);
  const { classes } = await api.get<Classes>("/api/desk/classes", staff);
  const aClass = encodeURIComponent(classes.at(1)?.className ?? "");
  return await timeAnswers(
    {
      "first page": () => list(""),
      "second page": () => list(`after=${encodeURIComponent(next ?? "")}`),
      unread: () => list("filter=unread"),
      active: () => list("filter=active"),
      closed: () => list("filter=closed"),
      new: () => list("filter=new"),
      "one class": () => list(`className=${aClass}`),
      "found by name": (number) => list(`search=${["ana", "kow", "mü", "l042"][number % 4]}`),
      "counts of the filters": () => api.fetch("/api/desk/counts", staff),
      overview: () => api.fetch("/api/desk/overview", staff),
    },
    effort,
  );
}

function framesIn({ frames, messages }: Heard, { small }: Effort): Figure {
  const perMessage = Object.values(frames).reduce((sum, count) => sum + count, 0) / messages;
  return {
    what: "frames that a message sends to who shows the list",
    unit: "",
    goal: `≤ ${MOST_FRAMES}`,
    ours: spreadOf([perMessage]),
    peer: null,
    meetsGoal: small ? null : perMessage <= MOST_FRAMES,
  };
}

const describe = ({ frames }: Heard): string =>
  Object.entries(frames)
    .map(([type, count]) => `${count} × ${type}`)
    .join(", ") || "nothing";
