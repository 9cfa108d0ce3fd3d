import type { Classes, DeskPage } from "@encrptalk/protocol";
import { Api } from "../school/api.ts";
import { largeSchool, SAMPLE } from "../school/large-school.ts";
import { startOurServer } from "../school/our-server.ts";
import { figuresOf, timeAnswers } from "./answers.ts";
import type { Row } from "./row.ts";

const SIZE = { students: 10_000, messages: 200_000 };
const MOST_P99_MS = 20;

/** How long the desk's list takes, asked for over HTTP: what staff wait for. */
export const desk: Row = {
  name: "desk",
  async measure(effort) {
    const data = await largeSchool(SIZE);
    const server = await startOurServer(data);
    try {
      const api = new Api(server.host);
      const { cookie } = await api.post("/api/sign-in", {
        identifier: SAMPLE.staff,
        password: SAMPLE.password,
      });
      const list = (query: string) => api.get<DeskPage>(`/api/desk/students?${query}`, cookie);
      const { next } = await list("");
      const { classes } = await api.get<Classes>("/api/desk/classes", cookie);
      const aClass = encodeURIComponent(classes.at(1)?.className ?? "");
      const answers = await timeAnswers(
        {
          "first page": () => list(""),
          "second page": () => list(`after=${encodeURIComponent(next ?? "")}`),
          unread: () => list("filter=unread"),
          active: () => list("filter=active"),
          closed: () => list("filter=closed"),
          new: () => list("filter=new"),
          "one class": () => list(`className=${aClass}`),
          "found by name": (number) => list(`search=${["ana", "kow", "mü", "l042"][number % 4]}`),
          "counts of the filters": () => api.get("/api/desk/counts", cookie),
          overview: () => api.get("/api/desk/overview", cookie),
        },
        effort,
      );
      return {
        row: this.name,
        title: `Desk: ${SIZE.students.toLocaleString("en")} students, ${SIZE.messages.toLocaleString("en")} messages; HTTP, 50 rows a page`,
        figures: figuresOf(answers, MOST_P99_MS),
        notes: [],
        growth: [],
        runs: [answers],
      };
    } finally {
      await server.stop();
    }
  },
};
