import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AccountId,
  type AddedPerson,
  type Body,
  type CommandOf,
  type CommandType,
  type EnteredRoom,
  type ErrorCode,
  foldText,
  type Me,
  type MessageId,
  ProtocolError,
  type ProtocolErrorBody,
  type ResultOf,
  type RoomId,
  type Sync,
} from "@encrptalk/protocol";
import pino from "pino";
import type { Clock } from "../src/clock.ts";
import { type Config, readConfig } from "../src/config.ts";
import { type RunningServer, startServer } from "../src/server.ts";
import { FIRST_SYNC, Peer } from "./peer.ts";

const CHEAP = { memoryKibibytes: 8, passes: 1 };
const PASSWORD = "correct horse battery";

/** A real server on a folder of its own, set up, with Ms Rao as its administrator. */
export class School {
  private constructor(
    readonly config: Config,
    readonly clock: Clock | undefined,
    public server: RunningServer,
  ) {}

  static async open(
    options: { clock?: Clock; config?: Partial<Config> } = {},
  ): Promise<{ school: School; rao: Member }> {
    const dataDirectory = mkdtempSync(join(tmpdir(), "encrptalk-"));
    const config = {
      ...readConfig({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDirectory, LOG_LEVEL: "silent" }),
      commandsPerSecond: 10_000,
      ...options.config,
    };
    const school = new School(config, options.clock, await start(config, options.clock));
    const { me, cookie } = await school.signedIn("/api/set-up", {
      code: school.server.setUpCode,
      schoolName: "Hill School",
      name: "Ms Rao",
      email: "rao@hill.example",
      password: PASSWORD,
    });
    return { school, rao: new Member(school, me, cookie) };
  }

  get url(): string {
    return this.server.address;
  }

  /** Adds a student, who then chooses a password and is signed in. */
  async enrol(by: Member, name: string): Promise<Member> {
    return this.#accept(await this.invite(by, name));
  }

  /** Adds a student, who does not answer the invitation yet. */
  invite(by: Member, name: string): Promise<AddedPerson> {
    const handle = handleOf(name);
    return by.post<AddedPerson>("/api/people", {
      role: "student",
      name,
      email: `${handle}@hill.example`,
      rollId: handle.toUpperCase(),
      className: "10 B",
    });
  }

  /** Adds an administrator, who then chooses a password and is signed in. */
  async hire(by: Member, name: string): Promise<Member> {
    const email = `${handleOf(name)}@hill.example`;
    return this.#accept(await by.post<AddedPerson>("/api/people", { role: "admin", name, email }));
  }

  async #accept({ link }: AddedPerson): Promise<Member> {
    const token = link.url.split("#")[1];
    const { me, cookie } = await this.signedIn("/api/links/redeem", { token, password: PASSWORD });
    return new Member(this, me, cookie);
  }

  /** Signs in on another device. */
  async signIn(identifier: string): Promise<Member> {
    const { me, cookie } = await this.signedIn("/api/sign-in", { identifier, password: PASSWORD });
    return new Member(this, me, cookie);
  }

  /** `meanwhile`: what is done while it is down. */
  async restart(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    await this.server.stop();
    await meanwhile();
    this.server = await start(this.config, this.clock);
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.config.dataDirectory, { recursive: true });
  }

  async signedIn(path: string, body: object): Promise<{ me: Me; cookie: string }> {
    const response = await this.fetch("POST", path, { origin: this.url }, body);
    const me = await resultOf<Me>(response);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return { me, cookie };
  }

  fetch(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object | string,
  ): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }
}

/** A person signed in on one browser. */
export class Member {
  #messages = 0;

  constructor(
    readonly school: School,
    readonly me: Me,
    readonly cookie: string,
  ) {}

  get headers(): Record<string, string> {
    return { cookie: this.cookie, origin: this.school.url };
  }

  get<T>(path: string): Promise<T> {
    return this.#json("GET", path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.#json("POST", path, body);
  }

  /** A command over HTTP; throws the `ProtocolError`. */
  async command<T extends CommandType>(command: CommandOf<T>): Promise<ResultOf<T>> {
    const response = await this.school.fetch("POST", "/api/commands", this.headers, { id: "1", command });
    return (await resultOf<{ result: ResultOf<T> }>(response)).result;
  }

  /** A connection, before its first `sync`. */
  connect(): Promise<Peer> {
    return Peer.connect(this.school.url, this.headers);
  }

  /** A connection that hears everything that is its own. */
  async live(sync: Sync = FIRST_SYNC): Promise<Peer> {
    const peer = await this.connect();
    await peer.request(sync);
    return peer;
  }

  /** Opens a student's conversation. */
  open(student: { me: { accountId: AccountId } }): Promise<EnteredRoom> {
    return this.command({ type: "conversation.open", studentId: student.me.accountId });
  }

  /** A message as a command, with an id of its own. */
  message(roomId: RoomId, text: string): CommandOf<"message.send"> {
    this.#messages += 1;
    const body: Body = { alg: "plain", text };
    const messageId = `${this.me.deviceId.slice(0, 20)}-${this.#messages}`.padStart(12, "m") as MessageId;
    return { type: "message.send", roomId, messageId, body };
  }

  async defaultRoom(): Promise<RoomId> {
    const { rooms } = await this.command<"sync">(FIRST_SYNC);
    const room = rooms.find(({ isDefault }) => isDefault);
    if (!room) throw new Error("not in the default room");
    return room.roomId;
  }

  async #json<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await this.school.fetch(method, path, this.headers, body);
    return resultOf(response);
  }
}

const handleOf = (name: string) => foldText(name).replaceAll(" ", "-");

/** The JSON of an answer; throws the `ProtocolError` of a refusal. */
async function resultOf<T>(response: Response): Promise<T> {
  const json = await response.json();
  if (response.ok) return json as T;
  const { error } = json as { error: ProtocolErrorBody };
  throw new ProtocolError(error.code as ErrorCode, error);
}

/** Runs `ask` and gives the code of its refusal, or `null`. */
export const refusalOf = async (ask: Promise<unknown>): Promise<string | null> => {
  try {
    await ask;
    return null;
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
};

const start = (config: Config, clock: Clock | undefined) =>
  startServer(config, pino({ level: "silent" }), { passwordCost: CHEAP, ...(clock ? { clock } : {}) });
