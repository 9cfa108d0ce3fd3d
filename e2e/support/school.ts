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
  async invite(name: string, className = "10 B"): Promise<string> {
    this.#people += 1;
    const handle = `student-${this.#people}`;
    const { link } = await this.rao.post<{ link: { url: string } }>("/api/people", {
      role: "student",
      name,
      email: `${handle}@hill.example`,
      rollId: handle.toUpperCase(),
      className,
    });
    return link.url;
  }

  /** Adds a student who has chosen a password. */
  async enrol(name: string, className?: string): Promise<Account> {
    return this.#redeem(await this.invite(name, className));
  }

  /** Adds an administrator who has chosen a password. */
  async hire(name: string): Promise<Account> {
    this.#people += 1;
    const email = `staff-${this.#people}@hill.example`;
    const { link } = await this.rao.post<{ link: { url: string } }>("/api/people", {
      role: "admin",
      name,
      email,
    });
    return this.#redeem(link.url);
  }

  #redeem(link: string): Promise<Account> {
    const token = new URL(link).hash.slice(1);
    return Account.enter(this.server.url, "/api/links/redeem", { token, password: PASSWORD });
  }

  /** A class that only this test uses. */
  newClass(): string {
    return `Class ${this.nextNumber()}`;
  }

  /** Adds many students at once, who have not chosen passwords yet. */
  async importStudents(names: readonly string[], className: string): Promise<void> {
    const rows = names.map((name) => {
      this.#people += 1;
      return `${name},student-${this.#people}@hill.example,STUDENT-${this.#people},${className}`;
    });
    await this.rao.post("/api/roster/import", { csv: ["Name,Email,Roll ID,Class", ...rows].join("\n") });
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
