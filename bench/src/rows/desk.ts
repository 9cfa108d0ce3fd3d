import type { Classes, DeskPage } from "@encrptalk/protocol";
import { Api } from "../school/api.ts";
import { describeSize, largeSchool, MESSAGES, SAMPLE, sizeOf } from "../school/large-school.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { spreadOf } from "../spread.ts";
import { type TimedBeside, timeBesideBare } from "./beside-bare.ts";
import { figuresBeside, notesBeside } from "./beside-figures.ts";
import { type Heard, hearMessages } from "./desk-frames.ts";
import type { Effort, Figure, Row } from "./row.ts";

const MOST_P99_MS = 20;
const MOST_FRAMES = 1;
/** Of each kind, for each second that a run is to take. */
const REQUESTS_PER_SECOND = 50;

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
      const timed = await timeLists(api, staff, effort);
      const heard = await hearMessages(api, staff);
      return {
        row: this.name,
        title: `Desk: ${describeSize(size)}; HTTP, 50 rows a page`,
        figures: [...figuresBeside(timed.kinds, MOST_P99_MS, effort), framesIn(heard, effort)],
        notes: [
          `Of ${heard.messages} messages of one student, a staff connection that shows the desk heard ${describe(heard)}, ${Math.round(heard.bytes / heard.messages)} bytes for each message: the row that moved, whatever the length of the list.`,
          ...notesBeside(timed, () => MOST_P99_MS),
        ],
        growth: [],
        runs: [timed, heard],
      };
    } finally {
      await server.stop();
      copy.remove();
    }
  },
};

async function timeLists(api: Api, cookie: string, effort: Effort): Promise<TimedBeside> {
  const list = (query: string) => `/api/desk/students?${query}`;
  const { next } = await api.get<DeskPage>("/api/desk/students", cookie);
  const { classes } = await api.get<Classes>("/api/desk/classes", cookie);
  const aClass = encodeURIComponent(classes.at(1)?.className ?? "");
  const paths = {
    "first page": () => list(""),
    "second page": () => list(`after=${encodeURIComponent(next ?? "")}`),
    unread: () => list("filter=unread"),
    active: () => list("filter=active"),
    closed: () => list("filter=closed"),
    new: () => list("filter=new"),
    "one class": () => list(`className=${aClass}`),
    "found by name": (number: number) => list(`search=${["ana", "kow", "m%C3%BC", "l042"][number % 4]}`),
    "counts of the filters": () => "/api/desk/counts",
    overview: () => "/api/desk/overview",
  };
  return await timeBesideBare({ api, cookie, paths }, { ...effort, perSecond: REQUESTS_PER_SECOND });
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
