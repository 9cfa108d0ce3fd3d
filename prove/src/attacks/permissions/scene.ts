import type { AccountId, AddedProgram, MessageId, RoomId, Seq } from "@encrptalk/protocol";
import { Program } from "../../program/program.ts";
import { type Person, School } from "../../program/school.ts";
import { Database } from "../database.ts";
import { subscriptionAt } from "../subscription.ts";
import { type Caller, castCallers, isSignedIn } from "./caller.ts";

/** What nobody hears of but Asha, whoever is in the room with her, and the staff. */
const SECRETS = { talk: "My secret is a horse", club: "The club meets behind the gym" };
/** Nothing listens there: what is pushed to it comes to nothing. */
const PUSH_SERVICE = "http://127.0.0.1:9";
/** Nobody's at the school: whoever runs the server has it. */
export const METRICS_TOKEN = "a-token-of-the-operator";

/** What is asked for: Asha's, or of the same kind and of nobody. */
export interface Target {
  /** A group room that Asha and Ms Rao are in, that Cara has left and Ben never saw. */
  club: RoomId;
  /** Asha's conversation. */
  talk: RoomId;
  studentId: AccountId;
}

const NOWHERE: Target = {
  club: "no-room" as RoomId,
  talk: "no-room" as RoomId,
  studentId: "no-student" as AccountId,
};

/** A school in the real program, in which everybody tries everything. */
export class Scene {
  readonly nowhere = NOWHERE;
  #made = 0;
  readonly #spareAccounts = new Map<string, Record<string, string>>();

  private constructor(
    readonly program: Program,
    readonly school: School,
    readonly database: Database,
    readonly asha: Person,
    readonly callers: Awaited<ReturnType<typeof castCallers>>,
    readonly real: Target,
    /** With which the school was set up. */
    readonly usedSetUpCode: string,
  ) {}

  static async set(): Promise<Scene> {
    const program = await Program.start({ environment: { PUSH_SERVICES: PUSH_SERVICE, METRICS_TOKEN } });
    const code = await program.setUpCode();
    const school = await School.setUp(program);
    const database = new Database(program);
    const asha = await school.enrol("Asha");
    const ben = await school.enrol("Ben");
    const cara = await school.enrol("Cara");
    const club = await school.createRoom("Chess club", [asha, cara]);
    await cara.command({ type: "room.leave", roomId: club });
    await asha.say(club, SECRETS.club);
    const talk = await school.openConversation(asha.me.accountId);
    await asha.say(talk, SECRETS.talk);
    const callers = await castCallers(school, database, { asha, ben, cara });
    const real = { club, talk, studentId: asha.me.accountId };
    return new Scene(program, school, database, asha, callers, real, code);
  }

  /** What an answer to this caller must not have in it. */
  secretsFor({ who }: Caller): string[] {
    if (who === "student" || who === "program" || who === "admin") return [];
    const { talk } = this.real;
    return [SECRETS.talk, SECRETS.club, talk, this.asha.me.email, this.asha.me.rollId ?? ""];
  }

  /** One time yes, the next time no: for what must be another value than before. */
  isEven(): boolean {
    this.#made += 1;
    return this.#made % 2 === 0;
  }

  /** A title, a name or an id that nobody else has. */
  fresh(of = "fresh"): string {
    this.#made += 1;
    return `${of}-${this.#made}`;
  }

  freshMessageId = (): MessageId => this.fresh("message-of-attack") as MessageId;

  /** A new message of Asha's, where there is a room for it. */
  async message(roomId: RoomId): Promise<Seq> {
    if (roomId === "no-room") return 3;
    return (await this.asha.say(roomId, "Something else")).seq;
  }

  /** Another room like the club, which may be used up. */
  async anotherClub(target: Target): Promise<RoomId> {
    if (target === this.nowhere) return target.club;
    const { asha, callers, school } = this;
    const cara = callers["revoked member"].person;
    if (!cara) throw new Error("Cara is not there");
    const roomId = await school.createRoom(this.fresh("Club"), [asha, cara]);
    await cara.command({ type: "room.leave", roomId });
    return roomId;
  }

  /** A conversation that may be used up, in the status given. */
  async setStatus({ talk }: Target, status: "close" | "reopen"): Promise<void> {
    if (talk === this.real.talk)
      await this.school.rao.command({ type: `conversation.${status}`, roomId: talk });
  }

  /** Another device of a caller's, which may be used up; of who has none, what they have. */
  async spare(caller: Caller): Promise<Record<string, string>> {
    if (!isSignedIn(caller)) return caller.headers;
    return (await caller.person.anotherDevice()).headers;
  }

  /** Somebody like the caller, who may be signed out everywhere. */
  async spareAccount(caller: Caller): Promise<Record<string, string>> {
    if (!isSignedIn(caller)) return caller.headers;
    const known = this.#spareAccounts.get(caller.who);
    if (known) return known;
    const { school } = this;
    const another = await (caller.who === "admin" ? school.hire("Mr Lee") : school.enrol("Gita"));
    const inBrowser = { cookie: another.cookie, origin: this.program.url };
    const headers = caller.who === "program" ? another.headers : inBrowser;
    this.#spareAccounts.set(caller.who, headers);
    return headers;
  }

  /** A device that Asha can do without. */
  async spareDevice(target: Target): Promise<string> {
    if (target === this.nowhere) return "no-device";
    const { device } = await this.asha.ask<AddedProgram>("POST", "/api/devices", { name: "Spare" });
    return device.deviceId;
  }

  /** A new student who has not signed in yet, with the token of their invitation. */
  async invite(): Promise<{ accountId: AccountId; token: string }> {
    const handle = this.fresh("new");
    const { person, link } = await this.school.rao.ask<{
      person: { accountId: AccountId };
      link: { url: string };
    }>("POST", "/api/people", {
      role: "student",
      name: "New",
      email: `${handle}@hill.example`,
      rollId: handle,
      className: "10 B",
    });
    return { accountId: person.accountId, token: new URL(link.url).hash.slice(1) };
  }

  /** An HTTP request as it is. */
  send(method: string, path: string, headers: Record<string, string>, body?: object): Promise<Response> {
    const json = body && {
      body: JSON.stringify(body),
      headers: { ...headers, "content-type": "application/json" },
    };
    return fetch(this.program.url + path, { method, headers, ...json });
  }

  async close(): Promise<void> {
    this.database.close();
    await this.program.close();
  }
}

/** At a push service that is none. */
export const SUBSCRIPTION = await subscriptionAt(`${PUSH_SERVICE}/one-browser`);
