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

  /** Adds a student and the password they choose; of the same name there may be several. */
  async enrol(name: string): Promise<Account> {
    this.#people += 1;
    const handle = `${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}-${this.#people}`;
    const { link } = await this.rao.post<{ link: { url: string } }>("/api/people", {
      role: "student",
      name,
      email: `${handle}@hill.example`,
      rollId: handle.toUpperCase(),
      className: "10 B",
    });
    const token = new URL(link.url).hash.slice(1);
    return Account.enter(this.server.url, "/api/links/redeem", { token, password: PASSWORD });
  }

  /** A room that only this test uses, with Ms Rao in it. */
  async createRoom(title = "Chess club"): Promise<Room> {
    this.#rooms += 1;
    const unique = `${title} ${this.#rooms}`;
    return { roomId: await this.rao.createRoom(unique), title: unique };
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
