import { expect, test } from "bun:test";
import {
  compareDeskEntries,
  type DeskEntry,
  deskFilterSchema,
  MAX_DESK_ENTRIES,
  type RoomId,
  type Sender,
  type Seq,
} from "@encrptalk/protocol";
import fc from "fast-check";
import { DeskModel, type View } from "./desk-model.ts";
import { person, type School } from "./school.ts";

/** How often each thing happens. */
const WEIGHTS = {
  open: 4,
  ask: 8,
  answer: 6,
  read: 4,
  delivered: 1,
  close: 2,
  reopen: 1,
  edit: 2,
  delete: 2,
  notify: 1,
  rename: 2,
  move: 1,
  deactivate: 1,
  reactivate: 1,
  enrol: 1,
  import: 1,
  more: 3,
  sleep: 3,
  wake: 3,
};

type ConversationStep = Exclude<
  keyof typeof WEIGHTS,
  "rename" | "move" | "deactivate" | "reactivate" | "enrol" | "import" | "more" | "sleep" | "wake"
>;

/** `who` and `staff` are indexes; `pick` chooses among what there is, by a fraction. */
interface Step {
  type: keyof typeof WEIGHTS;
  who: number;
  staff: number;
  pick: number;
}

const types = Object.keys(WEIGHTS) as Step["type"][];
const step: fc.Arbitrary<Step> = fc.record({
  type: fc.oneof(...types.map((type) => ({ weight: WEIGHTS[type], arbitrary: fc.constant(type) }))),
  who: fc.nat(6),
  staff: fc.nat(1),
  pick: fc.double({ min: 0, max: 1, noNaN: true }),
});

const NAMES = ["Asha", "asha", "Zoë", "Łukasz", "Ben", "Ben", "𐐷"];

/**
 * Seven students of one class, five of whom have written, and two of the staff, each of whom shows the list in every
 * way there is.
 */
class Play {
  readonly students: Sender[];
  readonly staff: [Sender, Sender];
  readonly desks: DeskModel[];
  readonly asleep = new Set<number>();
  readonly #className: string;
  #heard: number;

  constructor(
    readonly school: School,
    readonly run: number,
  ) {
    this.#className = `Class ${run}`;
    this.students = NAMES.map((_, index) => person(`student-${run}-${index}`));
    this.staff = [person(`ms-rao-${run}`), person(`mr-silva-${run}`)];
    const queries = [
      ...deskFilterSchema.options.map((filter) => ({ filter, className: this.#className, limit: 3 })),
      { filter: "all" as const, className: this.#className, search: "e", limit: 50 },
    ];
    this.desks = this.staff.map(({ accountId }) => new DeskModel(school.store, accountId, queries));
    this.#heard = school.changes.length;
  }

  async open(): Promise<void> {
    await this.school.enrolAll([
      ...this.staff.map((sender) => ({ sender, name: "Staff", role: "admin" as const })),
      ...this.students.map((sender, index) => ({
        sender,
        name: NAMES[index] ?? "",
        className: this.#className,
      })),
    ]);
    for (const student of this.students.slice(2))
      await this.school.send(student, { roomId: await this.school.converse(student) });
    await this.settle();
  }

  /** Does a step, refused or not, and lets the desks that are awake hear of it. */
  async take(step: Step): Promise<void> {
    await this.#do(step).catch((error: unknown) => expect(error).toHaveProperty("name", "ProtocolError"));
    await this.settle();
  }

  async settle(): Promise<void> {
    const news = this.school.changes.slice(this.#heard);
    this.#heard = this.school.changes.length;
    for (const [index, desk] of this.desks.entries()) {
      if (this.asleep.has(index)) continue;
      for (const change of news) desk.hear(change);
      if (desk.behind) await desk.sync();
      await desk.ask();
    }
  }

  #do(step: Step): Promise<unknown> {
    const { type, who, staff, pick } = step;
    const { school } = this;
    const student = this.students[who] ?? school.asha;
    switch (type) {
      case "rename":
        return school.rename([student, NAMES[Math.floor(pick * 6)] ?? ""]);
      case "move":
        return this.#move(student, pick < 0.3 ? "Elsewhere" : this.#className);
      case "deactivate":
      case "reactivate":
        return school.setActive(student, type === "reactivate");
      case "enrol":
        return this.#enrol(1);
      case "import":
        return this.#enrol(MAX_DESK_ENTRIES + 1);
      case "more":
        return this.#more(staff, pick);
      case "sleep":
        this.asleep.add(staff);
        return Promise.resolve();
      case "wake":
        this.asleep.delete(staff);
        return Promise.resolve();
      default:
        return this.#converse(type, student, this.staff[staff] ?? school.msRao, pick);
    }
  }

  async #converse(type: ConversationStep, student: Sender, teacher: Sender, pick: number): Promise<unknown> {
    const { school } = this;
    const { store } = school;
    const { accountId } = teacher;
    const roomId = `room-of-${student.accountId}` as RoomId;
    // Several things happen in the same millisecond.
    const by = (sender: Sender) => ({ sender, at: Math.floor(school.now() / 8) });
    switch (type) {
      case "open":
        return store.openConversation({ roomId, studentId: student.accountId, ...by(teacher) });
      case "ask":
      case "answer": {
        const message = { roomId, messageId: school.mint(), body: school.body() };
        return store.sendMessage({ ...message, ...by(type === "ask" ? student : teacher) });
      }
      case "read":
      case "delivered":
        return store.markReceipts([{ roomId, accountId, [type]: Math.ceil(pick * 3) }]);
      case "close":
        return store.setConversationStatus({ roomId, status: "closed", ...by(teacher) });
      case "reopen":
        return store.setConversationStatus({ roomId, status: "active", ...by(teacher) });
      case "notify":
        return store.setNotify({ roomId, accountId, notify: "nothing" });
      case "edit":
        return school.edit(pick < 0.5 ? student : teacher, await this.#message(roomId, pick), { roomId });
      case "delete":
        return school.delete(pick < 0.5 ? student : teacher, await this.#message(roomId, pick), true, roomId);
    }
  }

  /** The last event mostly, or another. */
  async #message(roomId: RoomId, pick: number): Promise<Seq> {
    const { head } = await this.school.store.events(roomId, { limit: 1 });
    return pick < 0.7 ? head : Math.ceil(pick * head);
  }

  #move({ accountId }: Sender, className: string): Promise<void> {
    const sql = "UPDATE accounts SET class_name = ? WHERE id = ?";
    return this.school.store.sql.writeAll([{ sql, parameters: [className, accountId] }], {
      students: [accountId],
    });
  }

  /** A few of them are of this class. */
  #enrol(count: number): Promise<void> {
    return this.school.enrolAll(
      Array.from({ length: count }, (_, index) => ({
        sender: person(`new-${this.school.now()}-${index}`),
        name: `Newcomer ${index % 7}`,
        className: index < 4 ? this.#className : "Elsewhere",
      })),
    );
  }

  async #more(staff: number, pick: number): Promise<void> {
    const desk = this.desks[staff];
    const view = desk?.views[Math.floor(pick * desk.views.length)];
    if (view && !this.asleep.has(staff)) await desk?.more(view);
  }
}

/** What the list shows must be what is there, up to where the client has asked for it. */
async function expectFresh(desk: DeskModel, view: View): Promise<void> {
  const there: DeskEntry[] = [];
  let after: string | undefined;
  do {
    const page = await desk.store.deskPage(desk.accountId, { ...view.query, limit: 200, after });
    there.push(...page.entries);
    after = page.next ?? undefined;
  } while (after);
  const { boundary } = view;
  const within = there.filter((entry) => boundary === null || compareDeskEntries(entry, boundary) <= 0);
  expect(desk.list(view)).toEqual(within);
}

export function deskConvergenceContract(school: () => School): void {
  test("a list kept by what the feeds tell, through sleep at any moment, is the list that is there", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (story) => {
        run += 1;
        const play = new Play(school(), run);
        await play.open();
        for (const step of story) await play.take(step);
        play.asleep.clear();
        // Those who slept have heard nothing meanwhile, and the next change tells them so.
        for (const desk of play.desks) desk.behind = true;
        await play.settle();
        for (const desk of play.desks) for (const view of desk.views) await expectFresh(desk, view);
      }),
      { seed: 20_250_923, numRuns: 30 },
    );
  }, 60_000);
}
