import type {
  AccountId,
  Body,
  DeviceId,
  Logged,
  MessageId,
  RoomEvent,
  RoomId,
  Sender,
  SentMessage,
  Seq,
  Sync,
} from "@encrptalk/protocol";
import type { CaughtUp, Change, Store } from "../store.ts";

export type Alg = Body["alg"];

/** A store with a few people and the room that they share. */
export class School {
  readonly asha = person("asha");
  readonly ben = person("ben");
  readonly msRao = person("ms-rao");
  readonly room = "library" as RoomId;
  /** Every commit, in the order in which listeners were told. */
  readonly changes: Change[] = [];
  #ids = 0;
  #at = 1_700_000_000_000;

  constructor(
    readonly store: Store,
    readonly alg: Alg,
  ) {
    store.onCommitted((change) => this.changes.push(change));
  }

  async open(): Promise<this> {
    await this.enrol(this.asha, "Asha");
    await this.enrol(this.ben, "Ben");
    await this.enrol(this.msRao, "Ms Rao", "admin");
    await this.create(this.room);
    await this.join(this.asha);
    await this.join(this.ben);
    return this;
  }

  async enrol({ accountId }: Sender, name: string, role: "admin" | "student" = "student"): Promise<void> {
    await this.store.sql.write(
      "INSERT INTO accounts (id, role, name, name_key, email, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      [accountId, role, name, name.toLowerCase(), `${accountId}@example.org`, this.now()],
    );
  }

  /** Makes a room whose bodies are of this school's kind. */
  async create(roomId: RoomId, title: string = roomId, isDefault = false): Promise<Logged> {
    const created = await this.store.createRoom({ roomId, title, isDefault, ...this.by(this.msRao) });
    if (this.alg !== "plain") {
      await this.store.raiseEncryption({ roomId, mode: this.alg, ...this.by(this.msRao) });
    }
    return created;
  }

  join(sender: Sender, roomId = this.room): Promise<Logged> {
    return this.store.joinRoom({ roomId, accountId: sender.accountId, ...this.by(sender) });
  }

  leave(sender: Sender, roomId = this.room): Promise<void> {
    return this.store.leaveRoom({ roomId, accountId: sender.accountId, ...this.by(sender) });
  }

  send(
    sender: Sender,
    { roomId = this.room, messageId = this.mint(), body = this.body() } = {},
  ): Promise<SentMessage> {
    return this.store.sendMessage({ roomId, messageId, body, ...this.by(sender) });
  }

  edit(sender: Sender, target: Seq, { editId = this.mint(), body = this.body() } = {}): Promise<Logged> {
    return this.store.editMessage({ roomId: this.room, editId, target, body, ...this.by(sender) });
  }

  delete(sender: Sender, target: Seq, anyones = false): Promise<Logged> {
    return this.store.deleteMessage({ roomId: this.room, target, anyones, ...this.by(sender) });
  }

  /** Many messages of one sender; they are one after the other in the log. */
  async sendMany(sender: Sender, count: number, roomId = this.room): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.send(sender, { roomId })));
  }

  /** The newest events of a room, up to a full page. */
  async log(roomId = this.room): Promise<RoomEvent[]> {
    return (await this.store.events(roomId, { limit: 200 })).events;
  }

  async eventAt(seq: Seq, roomId = this.room): Promise<RoomEvent> {
    const [event] = (await this.store.events(roomId, { after: seq - 1, limit: 1 })).events;
    if (!event) throw new Error(`no event ${seq}`);
    return event;
  }

  catchUp({ accountId }: Sender, known: Partial<Omit<Sync, "type">> = {}): Promise<CaughtUp> {
    return this.store.catchUp(accountId, {
      epoch: this.store.epoch,
      school: 0,
      account: 0,
      rooms: [],
      ...known,
    });
  }

  by(sender: Sender): { sender: Sender; at: number } {
    return { sender, at: this.now() };
  }

  now(): number {
    this.#at += 1;
    return this.#at;
  }

  mint(): MessageId {
    this.#ids += 1;
    return `message-${this.#ids}` as MessageId;
  }

  /** A new body: text, or bytes that nobody but the members can read. */
  body(): Body {
    if (this.alg === "plain") return { alg: "plain", text: `See you at ${this.now()}` };
    const bytes = crypto.getRandomValues(new Uint8Array(1 + Math.floor(Math.random() * 300)));
    return { alg: "mls", data: bytes.toBase64() };
  }
}

export const person = (name: string, device = "phone"): Sender => ({
  accountId: name as AccountId,
  deviceId: `${name}-${device}` as DeviceId,
});

/** The code with which a promise is refused; fails when it is not. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => "accepted",
    (error: unknown) => error,
  );
  return outcome instanceof Error && "code" in outcome ? String(outcome.code) : String(outcome);
}
