import { expect } from "bun:test";
import type { ErrorCode, ProtocolErrorBody, RoomId, ServerFrame } from "@encrptalk/protocol";
import { Program } from "../../program/program.ts";
import { FIRST_SYNC, type Person, School } from "../../program/school.ts";
import { openSocket } from "../open-socket.ts";

const HEARD_WITHIN_MS = 5_000;
/** What no person may ever be told, and what no log should have. */
const INSIDE =
  /sqlite|fts5|syntax error|no such column|unterminated string|malformed MATCH|\bat \S+\.ts:\d+/i;

/** What an HTTP request was answered with. */
export interface Answered {
  status: number;
  text: string;
  /** Of a refusal. */
  error: ProtocolErrorBody | null;
}

/** The real program with a school in it: one student says anything at all, another goes on talking with the staff. */
export class AttackedSchool {
  private constructor(
    readonly program: Program,
    readonly school: School,
    /** Whoever says anything at all. */
    readonly asha: Person,
    readonly ben: Person,
    readonly witness: WebSocket,
    /** Of Ms Rao and Ben, named to nobody else: whatever is done to the other rooms, this one goes on. */
    readonly witnessRoom: RoomId,
    /** What the program had said before anything was tried. */
    readonly saidAtFirst: string,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<AttackedSchool> {
    const program = await Program.start({ environment });
    const school = await School.setUp(program);
    const [asha, ben] = [await school.enrol("Asha"), await school.enrol("Ben")];
    const room = await school.createRoom("Witnesses", [ben]);
    return new AttackedSchool(program, school, asha, ben, await listen(ben), room, program.said);
  }

  get rao(): Person {
    return this.school.rao;
  }

  /** Says a body as it is; as Asha, unless somebody else is named. */
  async post(
    path: string,
    body: string | Uint8Array<ArrayBuffer> | null,
    { by = this.asha, method = "POST", headers = {} }: Asked = {},
  ): Promise<Answered> {
    const response = await fetch(this.program.url + path, {
      method,
      headers: { ...by.headers, "content-type": "application/json", ...headers },
      ...(body === null ? {} : { body }),
    });
    return answeredBy(response.status, await response.text());
  }

  get(path: string, by = this.asha): Promise<Answered> {
    return this.post(path, null, { by, method: "GET" });
  }

  /** The server lives, and what Ms Rao says still reaches Ben at once. */
  async isUnharmed({ withinMs = HEARD_WITHIN_MS }: { withinMs?: number } = {}): Promise<void> {
    expect(this.program.isRunning).toBe(true);
    const text = `Still here ${crypto.randomUUID()}`;
    const heard = hears(this.witness, text, withinMs);
    await this.rao.say(this.witnessRoom, text);
    await heard;
  }

  /** Ends the program. Fails when anything unexpected stands in its log. */
  async close(): Promise<void> {
    this.witness.close();
    const said = this.program.said.slice(this.saidAtFirst.length);
    await this.program.close();
    expect(said).toBe("");
  }
}

interface Asked {
  by?: Person;
  method?: string;
  headers?: Record<string, string>;
}

/** Reads an answer as a client would, and fails on what no answer may be: an error of the program's own. */
export function answeredBy(status: number, text: string): Answered {
  expect(text).not.toMatch(INSIDE);
  const json = parsed(text);
  const error = (json as { error?: ProtocolErrorBody } | null)?.error ?? null;
  expect({
    status,
    text: text.slice(0, 300),
    internal: status >= 500 || error?.code === "internal",
  }).toMatchObject({
    internal: false,
  });
  return { status, text, error };
}

/** Fails unless an answer refuses with one of these codes, in words of a length that can be read. */
export function expectRefusal(answered: Pick<Answered, "error">, ...codes: ErrorCode[]): void {
  expect(codes).toContain((answered.error?.code ?? "taken as it was") as ErrorCode);
  expect(answered.error?.message.length).toBeLessThan(1_000);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function listen(person: Person): Promise<WebSocket> {
  const socket = await openSocket(person);
  socket.addEventListener("message", ({ data }) => {
    const { type } = JSON.parse(String(data)) as ServerFrame;
    if (type === "beat") socket.send('{"id":"beat","command":{"type":"beat"}}');
  });
  const synced = frame(socket, ({ type }) => type === "reply");
  socket.send(JSON.stringify({ id: "sync", command: FIRST_SYNC }));
  await synced;
  return socket;
}

/** Resolves when a message of exactly this text arrives live. */
const hears = (socket: WebSocket, text: string, withinMs: number): Promise<ServerFrame> =>
  frame(
    socket,
    (heard) =>
      heard.type === "event" &&
      (heard.event.type === "message.sent" || heard.event.type === "message.edited") &&
      heard.event.body?.alg === "plain" &&
      heard.event.body.text === text,
    withinMs,
  );

function frame(
  socket: WebSocket,
  fits: (frame: ServerFrame) => boolean,
  withinMs = HEARD_WITHIN_MS,
): Promise<ServerFrame> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.removeEventListener("message", look);
      reject(new Error("the witness heard nothing"));
    }, withinMs);
    const look = ({ data }: MessageEvent) => {
      const heard = JSON.parse(String(data)) as ServerFrame;
      if (!fits(heard)) return;
      clearTimeout(timer);
      socket.removeEventListener("message", look);
      resolve(heard);
    };
    socket.addEventListener("message", look);
  });
}
