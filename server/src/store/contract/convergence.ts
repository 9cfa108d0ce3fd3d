import { expect, test } from "bun:test";
import { MAX_CATCH_UP_EVENTS, type RoomId, type Sender, type Seq } from "@encrptalk/protocol";
import fc from "fast-check";
import { ClientModel } from "./client-model.ts";
import { person, type School } from "./school.ts";

/** How often each thing happens. */
const WEIGHTS = {
  send: 8,
  edit: 3,
  delete: 2,
  read: 2,
  delivered: 2,
  join: 4,
  leave: 1,
  rename: 1,
  archive: 1,
  restore: 1,
  close: 2,
  reopen: 1,
  notify: 2,
  flood: 1,
  people: 1,
  sleep: 3,
  wake: 2,
};

/** `who` and `where` are indexes; `pick` chooses a message by a fraction of the log. */
interface Step {
  type: keyof typeof WEIGHTS;
  who: number;
  where: number;
  pick: number;
}

const types = Object.keys(WEIGHTS) as Step["type"][];
const step: fc.Arbitrary<Step> = fc.record({
  type: fc.oneof(...types.map((type) => ({ weight: WEIGHTS[type], arbitrary: fc.constant(type) }))),
  who: fc.nat(3),
  where: fc.nat(2),
  pick: fc.double({ min: 0, max: 1, noNaN: true }),
});

/**
 * Three students and one of the staff, in two rooms of their own and the first student's conversation, each with a
 * client that hears what is committed while it is awake. The second student's client names the conversation too.
 */
class Play {
  readonly people: [Sender, Sender, Sender, Sender];
  readonly clients: ClientModel[];
  readonly rooms: RoomId[];
  readonly asleep = new Set<number>();
  #heard: number;

  constructor(
    readonly school: School,
    readonly run: number,
  ) {
    const named = (name: string) => person(`${name}-${run}`);
    this.people = [named("asha"), named("ben"), named("chen"), named("ms-rao")];
    this.rooms = ["north", "south"].map((name) => `${name}-${run}` as RoomId);
    this.clients = this.people.map(({ accountId }) => new ClientModel(school.store, accountId));
    this.#heard = school.changes.length;
  }

  async open(): Promise<void> {
    const [student, curious, , staff] = this.people;
    await this.school.enrolAll(
      this.people.map((sender) => ({
        sender,
        name: sender.accountId,
        role: sender === staff ? "admin" : "student",
      })),
    );
    for (const roomId of this.rooms) await this.school.create(roomId);
    const conversation = await this.school.converse(student, staff);
    this.rooms.push(conversation);
    for (const [index, who] of this.people.entries()) {
      const client = this.clients[index];
      if (client && (who === curious || who === staff)) client.followed = [conversation];
    }
    await this.settle();
  }

  /** Does a step, refused or not, and lets the clients that are awake hear of it. */
  async take(step: Step): Promise<void> {
    await this.#do(step).catch((error: unknown) => expect(error).toHaveProperty("name", "ProtocolError"));
    await this.settle();
  }

  async settle(): Promise<void> {
    const news = this.school.changes.slice(this.#heard);
    this.#heard = this.school.changes.length;
    for (const [index, client] of this.clients.entries()) {
      if (this.asleep.has(index)) continue;
      for (const change of news) client.hear(change);
      if (client.behind) await client.sync();
    }
  }

  async #do(step: Step): Promise<unknown> {
    const { school } = this;
    const sender = this.people[step.who] ?? school.asha;
    const roomId = this.rooms[step.where] ?? school.room;
    const room = { roomId, ...school.by(sender) };
    switch (step.type) {
      case "send":
        return school.send(sender, { roomId });
      case "flood":
        return Promise.allSettled(
          Array.from({ length: MAX_CATCH_UP_EVENTS + 1 }, () => school.send(sender, { roomId })),
        );
      case "sleep":
        return this.asleep.add(step.who);
      case "wake":
        return this.asleep.delete(step.who);
      case "people":
        return school.rename([sender, `Person ${school.now()}`]);
      case "join":
        return school.join(sender, roomId);
      case "leave":
        return school.leave(sender, roomId);
      case "rename":
        return school.store.renameRoom({ ...room, title: `Room ${school.now()}` });
      case "archive":
      case "restore":
        return school.store.setRoomArchived({ ...room, archived: step.type === "archive" });
      case "close":
      case "reopen":
        return school.store.setConversationStatus({
          ...room,
          status: step.type === "close" ? "closed" : "active",
        });
      case "notify":
        return school.store.setNotify({
          roomId,
          accountId: sender.accountId,
          notify: step.pick < 0.5 ? "nothing" : "mentions",
        });
      case "edit":
        return school.store.editMessage({
          ...room,
          editId: school.mint(),
          target: await this.#pick(roomId, step.pick),
          body: school.body(),
        });
      case "delete":
        return school.store.deleteMessage({
          ...room,
          target: await this.#pick(roomId, step.pick),
          anyones: true,
        });
      case "read":
      case "delivered":
        return school.store.markReceipts([
          { roomId, accountId: sender.accountId, [step.type]: await this.#pick(roomId, step.pick) },
        ]);
    }
  }

  async #pick(roomId: RoomId, fraction: number): Promise<Seq> {
    const { head } = await this.school.store.events(roomId, { limit: 1 });
    return Math.ceil(head * fraction);
  }
}

/** All that the client holds must be what a client sees that begins now. */
async function expectUpToDate(school: School, client: ClientModel): Promise<void> {
  const fresh = new ClientModel(school.store, client.accountId);
  fresh.followed = client.followed;
  await fresh.sync();
  expect([client.school, client.account]).toEqual([fresh.school, fresh.account]);
  expect([...client.rooms.keys()].toSorted()).toEqual([...fresh.rooms.keys()].toSorted());
  for (const [roomId, { row, receipts }] of fresh.rooms) {
    const room = client.rooms.get(roomId);
    if (!room) throw new Error(`${roomId} is missing`);
    expect(room.row).toEqual(row);
    expect(byAccount(room.receipts)).toEqual(byAccount(receipts));
    const from = Math.max(row.head - room.events.size, row.head - 200);
    const { events } = await school.store.events(roomId, { after: from, limit: 200 });
    expect([...room.events.values()].slice(-events.length || undefined)).toEqual(events);
  }
}

const byAccount = <T extends { accountId: string }>(receipts: Map<string, T>): T[] =>
  [...receipts.values()].toSorted((a, b) => a.accountId.localeCompare(b.accountId));

export function convergenceContract(school: () => School): void {
  test("a client that slept, at any moments, and then catches up is as one that begins now", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (story) => {
        run += 1;
        const play = new Play(school(), run);
        await play.open();
        for (const step of story) await play.take(step);
        play.asleep.clear();
        for (const client of play.clients) client.behind = true;
        await play.settle();
        for (const client of play.clients) await expectUpToDate(school(), client);
      }),
      { seed: 20_240_917, numRuns: 80 },
    );
  }, 60_000);
}
