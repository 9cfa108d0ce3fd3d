import { fileURLToPath } from "node:url";
import { Api } from "../school/api.ts";
import { startOnPort } from "./relay.ts";

const SERVER = fileURLToPath(import.meta.resolve("./same-answers-server.ts"));

/** What each answer has of its own, and Bun writes itself. */
const WRITTEN_ANEW = new Set(["connection", "content-length", "date", "keep-alive", "transfer-encoding"]);

export const SAME_ANSWERS = {
  name: "bare Bun server",
  leavesOut: "everything but sending what ours answered before, the same bytes",
};

/** The same server, which uses as much processor time before each answer as ours takes longer at the median. */
export const AS_BUSY = {
  name: "bare, as busy",
  leavesOut: `${SAME_ANSWERS.leavesOut}, after as much processor time as ours takes longer at the median, always as much`,
};

export interface SameAnswers {
  host: string;
  /** Asks ours, and keeps what it sends, as it comes over the wire. */
  keep(ours: Api, path: string, cookie: string): Promise<void>;
  /** Asks for what was kept, as `Api` asks ours. `busyMicroseconds`: of processor time, before the answer. */
  fetch(path: string, cookie: string, busyMicroseconds?: number): Promise<ArrayBuffer>;
  stop(): Promise<void>;
}

/** Starts a bare server that answers with our bytes. */
export async function startSameAnswers(): Promise<SameAnswers> {
  const { found: port, stop } = await startOnPort([process.execPath, SERVER]);
  const api = new Api(`127.0.0.1:${port}`);
  return {
    host: api.host,
    async keep(ours, path, cookie) {
      const answer = await fetch(`http://${ours.host}${path}`, { headers: { cookie }, decompress: false });
      if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => !WRITTEN_ANEW.has(name)));
      await fetch(`http://${api.host}${path}`, {
        method: "PUT",
        headers: { "answer-headers": JSON.stringify(headers) },
        body: await answer.arrayBuffer(),
      });
    },
    fetch: (path, cookie, busyMicroseconds = 0) =>
      api.fetch(path, cookie, { "busy-microseconds": String(Math.round(busyMicroseconds)) }),
    stop,
  };
}
