import { Account } from "./account.ts";
import { ServerProcess } from "./server-process.ts";

export const PASSWORD = "correct horse battery";

/** A school on a server of its own, set up over HTTP, with Ms Rao as its administrator. */
export class School {
  #people = 0;
  #rooms = 0;

  private constructor(
    readonly server: ServerProcess,
    readonly rao: Account,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<School> {
    const server = await ServerProcess.start(settings);
    const rao = await Account.enter(server.url, "/api/set-up", {
      code: server.setUpCode,
      schoolName: "Hill School",
      name: "Ms Rao",
      email: "rao@hill.example",
      password: PASSWORD,
    });
    return new School(server, rao);
  }

  /** Adds a student, and gives the link with which they choose a password; of the same name there may be several. */
  async invite(name: string): Promise<string> {
    this.#people += 1;
    const handle = `student-${this.#people}`;
    const { link } = await this.rao.post<{ link: { url: string } }>("/api/people", {
      role: "student",
      name,
      email: `${handle}@hill.example`,
      rollId: handle.toUpperCase(),
      className: "10 B",
    });
    return link.url;
  }

  /** Adds a student who has chosen a password. */
  async enrol(name: string): Promise<Account> {
    const token = new URL(await this.invite(name)).hash.slice(1);
    return Account.enter(this.server.url, "/api/links/redeem", { token, password: PASSWORD });
  }

  /** A room that only this test uses, with Ms Rao in it. */
  async createRoom(title = "Chess club"): Promise<Room> {
    const unique = `${title} ${this.nextNumber()}`;
    return { roomId: await this.rao.createRoom(unique), title: unique };
  }

  /** Makes a room's title one that no other room has. */
  nextNumber(): number {
    this.#rooms += 1;
    return this.#rooms;
  }

  async defaultRoom(): Promise<Room> {
    const { rooms } = await this.rao.get<{ rooms: (Room & { isDefault: boolean })[] }>("/api/rooms");
    const room = rooms.find(({ isDefault }) => isDefault);
    if (!room) throw new Error("The school has no default room.");
    return room;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export interface Room {
  roomId: string;
  title: string;
}
