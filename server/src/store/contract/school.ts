import {
  type AccountId,
  type Body,
  type DeviceId,
  foldText,
  type Logged,
  type MessageId,
  type RoomEvent,
  type RoomId,
  type RoomUpdate,
  type Sender,
  type SentMessage,
  type Seq,
  type Sync,
} from "@encrptalk/protocol";
import { decodeUpdate } from "../encoded-update.ts";
import type { CaughtUp, Change, Store } from "../store.ts";

export type Alg = Body["alg"];
/** With its events decoded. */
type Missed = Omit<CaughtUp, "updates"> & { updates: RoomUpdate[] };

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

  enrol(sender: Sender, name: string, role: "admin" | "student" = "student"): Promise<void> {
    return this.enrolAll([{ sender, name, role }]);
  }

  /** In one transaction; students are in the class given. */
  enrolAll(
    people: readonly { sender: Sender; name: string; role?: "admin" | "student"; className?: string }[],
  ): Promise<void> {
    const statements = people.map(({ sender, name, role = "student", className = "10 A" }) => {
      const id = sender.accountId;
      const [rollId, ofClass] = role === "student" ? [`R-${id}`, className] : [null, null];
      return {
        sql: `INSERT INTO accounts (id, role, name, name_key, email, roll_id, roll_id_key, class_name, created_at)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)`,
        parameters: [id, role, name, foldText(name), `${id}@example.org`, rollId, ofClass, this.now()],
      };
    });
    return this.store.sql.writeAll(statements, { students: people.map(({ sender }) => sender.accountId) });
  }

  /** Gives people other names, in one transaction. */
  rename(...people: readonly [Sender, string][]): Promise<void> {
    const accountIds = people.map(([{ accountId }]) => accountId);
    return this.store.sql.writeAll(
      people.map(([{ accountId }, name]) => ({
        sql: "UPDATE accounts SET name = ?, name_key = ? WHERE id = ?",
        parameters: [name, foldText(name), accountId],
      })),
      { names: accountIds, students: accountIds },
    );
  }

  setActive({ accountId }: Sender, active: boolean): Promise<void> {
    const sql = "UPDATE accounts SET deactivated_at = ? WHERE id = ?";
    return this.store.sql.writeAll([{ sql, parameters: [active ? null : this.now(), accountId] }], {
      students: [accountId],
    });
  }

  /** The student's conversation, whose bodies are of this school's kind; opened by Ms Rao where nobody has. */
  async converse({ accountId: studentId }: Sender, by = this.msRao): Promise<RoomId> {
    const mine = `room-of-${studentId}` as RoomId;
    const roomId = await this.store.openConversation({ roomId: mine, studentId, ...this.by(by) });
    if (this.alg !== "plain") await this.store.raiseEncryption({ roomId, mode: this.alg, ...this.by(by) });
    return roomId;
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

  edit(
    sender: Sender,
    target: Seq,
    { roomId = this.room, editId = this.mint(), body = this.body() } = {},
  ): Promise<Logged> {
    return this.store.editMessage({ roomId, editId, target, body, ...this.by(sender) });
  }

  delete(sender: Sender, target: Seq, anyones = false, roomId = this.room): Promise<Logged> {
    return this.store.deleteMessage({ roomId, target, anyones, ...this.by(sender) });
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

  async catchUp({ accountId }: Sender, known: Partial<Omit<Sync, "type">> = {}): Promise<Missed> {
    const caughtUp = await this.store.catchUp(accountId, {
      epoch: this.store.epoch,
      school: 0,
      account: 0,
      rooms: [],
      ...known,
    });
    return { ...caughtUp, updates: caughtUp.updates.map(decodeUpdate) };
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
    // Of every size up to 300, the same ones each time.
    const bytes = crypto.getRandomValues(new Uint8Array(1 + ((this.now() * 97) % 300)));
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
