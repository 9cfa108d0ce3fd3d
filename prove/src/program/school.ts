import type {
  AccountId,
  AddedPerson,
  AddedProgram,
  Body,
  CommandOf,
  CommandType,
  ErrorCode,
  Me,
  MessageId,
  ProtocolErrorBody,
  ResultOf,
  RoomId,
  Sync,
} from "@encrptalk/protocol";
import { ProtocolError } from "@encrptalk/protocol";
import type { Program } from "./program.ts";

/** What a device asks that knows nothing yet. */
export const FIRST_SYNC: Sync = { type: "sync", epoch: null, school: 0, account: 0, rooms: [] };

export const PASSWORD = "correct horse battery staple";

/** A person signed in as a program: with a token, from anywhere. */
export class Person {
  constructor(
    readonly program: Program,
    readonly me: Me,
    /** Of the browser in which the person signed in. */
    readonly cookie: string,
    /** A bearer token, for `authorization: Bearer …`. */
    readonly token: string,
  ) {}

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  /** The same person where another program has the same data. */
  on(program: Program): Person {
    return new Person(program, this.me, this.cookie, this.token);
  }

  /** Throws the `ProtocolError` of a refusal. */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(this.program.url + path, {
      method,
      headers: { ...this.headers, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return resultOf<T>(response);
  }

  async command<T extends CommandType>(command: CommandOf<T>): Promise<ResultOf<T>> {
    const { result } = await this.ask<{ result: ResultOf<T> }>("POST", "/api/commands", { id: "1", command });
    return result;
  }

  say(roomId: RoomId, text: string): Promise<ResultOf<"message.send">> {
    const body: Body = { alg: "plain", text };
    return this.command({ type: "message.send", roomId, messageId: crypto.randomUUID() as MessageId, body });
  }

  /** Another token of the same person: another device. */
  async anotherDevice(): Promise<Person> {
    return new Person(this.program, this.me, this.cookie, await newToken(this.program, this.cookie));
  }
}

/** A school in the real program, set up over HTTP, with Ms Rao as its administrator. */
export class School {
  #people = 0;

  private constructor(
    readonly program: Program,
    readonly rao: Person,
    /** Everyone joins it when they first sign in. */
    readonly defaultRoom: RoomId,
  ) {}

  static async setUp(program: Program): Promise<School> {
    const rao = await enter(program, "/api/set-up", {
      code: await program.setUpCode(),
      schoolName: "Hill School",
      name: "Ms Rao",
      email: "rao@hill.example",
      password: PASSWORD,
    });
    const synced = await rao.command(FIRST_SYNC);
    const room = synced.rooms.find(({ isDefault }) => isDefault);
    if (!room) throw new Error("the school has no default room");
    return new School(program, rao, room.roomId);
  }

  /** Adds a student, who chooses a password and is signed in. */
  enrol(name: string): Promise<Person> {
    this.#people += 1;
    const handle = `student-${this.#people}`;
    return this.#add({
      role: "student",
      name,
      email: `${handle}@hill.example`,
      rollId: handle.toUpperCase(),
      className: "10 B",
    });
  }

  /** The same for an administrator. */
  hire(name: string): Promise<Person> {
    this.#people += 1;
    return this.#add({ role: "admin", name, email: `staff-${this.#people}@hill.example` });
  }

  async #add(person: object): Promise<Person> {
    const { link } = await this.rao.ask<AddedPerson>("POST", "/api/people", person);
    const token = new URL(link.url).hash.slice(1);
    return enter(this.program, "/api/links/redeem", { token, password: PASSWORD });
  }

  /** A room with these people in it. */
  async createRoom(title: string, members: readonly Person[]): Promise<RoomId> {
    const { roomId } = await this.rao.command({ type: "room.create", title });
    for (const member of members) await member.command({ type: "room.join", roomId });
    return roomId;
  }

  /** A student's conversation, opened by Ms Rao where there is none. */
  async openConversation(studentId: AccountId): Promise<RoomId> {
    const { room } = await this.rao.command({ type: "conversation.open", studentId });
    return room.roomId;
  }
}

async function enter(program: Program, path: string, body: object): Promise<Person> {
  const response = await fetch(program.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: program.url },
    body: JSON.stringify(body),
  });
  const me = await resultOf<Me>(response);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return new Person(program, me, cookie, await newToken(program, cookie));
}

async function newToken(program: Program, cookie: string): Promise<string> {
  const response = await fetch(`${program.url}/api/devices`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: program.url, cookie },
    body: JSON.stringify({ name: "Proof" }),
  });
  return (await resultOf<AddedProgram>(response)).token;
}

async function resultOf<T>(response: Response): Promise<T> {
  const json = (await response.json()) as { error?: ProtocolErrorBody };
  if (response.ok) return json as T;
  if (!json.error) throw new Error(`the server answered ${response.status}`);
  throw new ProtocolError(json.error.code as ErrorCode, json.error);
}
