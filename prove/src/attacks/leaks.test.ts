import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type {
  AccountId,
  Body,
  Epoch,
  GetPeople,
  MessageId,
  RoomId,
  SearchPage,
  Sync,
} from "@encrptalk/protocol";
import { Program } from "../program/program.ts";
import { FIRST_SYNC, type Person, School } from "../program/school.ts";
import { refusalOf } from "./refusal-of.ts";
import { Speaker } from "./speaker.ts";
import { IS_WHOLE, tried } from "./tried.ts";

/** Of the conversations of Asha, with whom Ben shares a room, and of Cara, who has never been where Ben is. */
const SECRETS = ["zebra crossing at noon", "quagga at midnight"] as const;
const TIMED_ROUNDS = IS_WHOLE ? 200 : 40;

let program: Program;
let school: School;
let asha: Person;
let ben: Person;
/** Whom it is about, with their conversation; and nobody. */
let targets: { accountId: AccountId; roomId: RoomId }[];
const nobody = { accountId: "nobody" as AccountId, roomId: "nowhere" as RoomId };
let tries = 0;
let leaked = 0;

beforeAll(async () => {
  program = await Program.start();
  school = await School.setUp(program);
  asha = await school.enrol("Asha");
  ben = await school.enrol("Ben");
  const { person: cara } = await school.rao.ask<{ person: { accountId: AccountId } }>("POST", "/api/people", {
    ...{ role: "student", name: "Cara Quiet", email: "cara@hill.example" },
    ...{ rollId: "CARA-1", className: "9 Z" },
  });
  targets = [];
  for (const [index, { accountId }] of [asha.me, cara].entries()) {
    const roomId = await school.openConversation(accountId);
    await school.rao.say(roomId, SECRETS[index] ?? "");
    targets.push({ accountId, roomId });
  }
});
afterAll(async () => {
  tried("a student who looks for other students' conversations", tries, { broken: { leaked } });
  await program.close();
});

/** What nobody but the staff and each of them may be told. */
const hidden = () => [
  ...[...SECRETS, "Cara", "cara@", "CARA-1", "9 Z"],
  ...[asha.me.email, asha.me.rollId ?? "", ...targets.map(({ roomId }) => roomId)],
  targets[1]?.accountId ?? "",
];

/** Fails when an answer tells what was not in the question. */
function expectNothing(question: unknown, answer: unknown): void {
  tries += 1;
  const [asked, told] = [JSON.stringify(question), JSON.stringify(answer)];
  const secrets = hidden().filter((secret) => told.includes(secret) && !asked.includes(secret));
  leaked += secrets.length;
  expect({ question, secrets }).toEqual({ question, secrets: [] });
}

describe("a student tries to learn of another's conversation (P42, P51)", () => {
  test("by searching for words, people, classes, addresses and roll IDs, and by another's cursor", async () => {
    const { next } = await school.rao.ask<SearchPage>("GET", "/api/search?q=at&limit=1");
    const found = await school.rao.ask<SearchPage>("GET", "/api/search?q=quagga");
    expect(found.hits).toHaveLength(1);
    const questions = [
      ...["zebra", "quagga", "at", "zeb*", '"zebra crossing"', "from:Asha", "from:Cara", 'from:"Cara Quiet"'],
      ...[`from:${asha.me.email}`, "from:cara@hill.example", "from:CARA-1", `from:${asha.me.rollId}`],
      ...["in:Asha", "in:Cara", 'class:"9 Z"', 'class:"10 B"', `in:${targets[0]?.roomId}`, 'from:"Ms Rao"'],
      ...["before:2100", "after:2000", "in:Hill at", "in:Everyone zebra", `${targets[1]?.accountId}`],
    ];
    for (const q of questions) {
      for (const after of ["", `&after=${next}`]) {
        const path = `/api/search?q=${encodeURIComponent(q)}${after}`;
        expectNothing({ path, q }, await ben.ask("GET", path));
      }
    }
    // Of a class, an address and a roll ID a student is told the same, whether they are somebody's or not.
    for (const [known, unknown] of [
      ["from:cara@hill.example", "from:dora@hill.example"],
      ["from:CARA-1", "from:DORA-1"],
      ["class:9", "class:8"],
      ["from:Cara", "from:Dora"],
      ["in:Cara", "in:Dora"],
    ]) {
      const [one, other] = await Promise.all(
        [known, unknown].map((q = "") =>
          ben.ask<SearchPage>("GET", `/api/search?q=${encodeURIComponent(q)}`),
        ),
      );
      const kinds = (page?: SearchPage) => page?.unknown.map(({ filter }) => filter);
      expect([known, kinds(one), one?.hits]).toEqual([known, kinds(other), []]);
      tries += 1;
    }
  });

  test("by asking for names, by cursors of lists, and by catching up from everywhere", async () => {
    const everyone = school.defaultRoom;
    for (const { accountId, roomId } of [...targets, nobody]) {
      const command: GetPeople = { type: "people.get", accountIds: [accountId] };
      if (accountId !== asha.me.accountId) expect((await ben.command(command)).people).toEqual([]);
      for (const path of [
        `/api/rooms?after=${roomId}`,
        `/api/rooms?after=${accountId}`,
        `/api/rooms/${everyone}/members?after=${accountId}`,
        `/api/rooms/${everyone}/members`,
        `/api/rooms/${everyone}/events`,
        ...["/api/me", "/api/devices", "/api/school", "/api/school/settings"],
      ])
        expectNothing(path, await ben.ask("GET", path));
      const { epoch } = await ben.command(FIRST_SYNC);
      for (const from of [epoch, null, "another" as Epoch]) {
        for (const at of [0, 1, 1_000_000]) {
          const sync: Sync = {
            ...{ ...FIRST_SYNC, epoch: from, desk: at, school: at, account: at },
            rooms: [{ roomId, seq: at, position: at }],
          };
          expectNothing(sync, await ben.command(sync));
        }
      }
    }
  });

  test("by mentioning, quoting and marking, none of which reaches the other", async () => {
    const own = await school.openConversation(ben.me.accountId);
    const phone = await Speaker.connect(asha);
    await phone.ask(FIRST_SYNC);
    const body: Body = { alg: "plain", text: "@Asha hello", mentions: [asha.me.accountId], replyTo: 1 };
    await ben.command({ type: "message.send", roomId: own, messageId: "mention-of-asha" as MessageId, body });
    for (const { roomId } of targets)
      await ben.command({ type: "receipts.mark", marks: [{ roomId, delivered: 1, read: 1 }] });
    await phone.ask({ type: "beat" });
    const heard = JSON.stringify(phone.heard);
    expect(heard).not.toContain(own);
    expect(heard).not.toContain("@Asha hello");
    tries += 3;
    phone.close();
  });

  test("by listening while everything happens in them", async () => {
    const live = await Speaker.connect(ben);
    const known = targets.map(({ roomId }) => ({ roomId, seq: 0, position: 0 }));
    await live.ask({ ...FIRST_SYNC, desk: 0, rooms: known });
    const before = live.heard.length;
    const [{ roomId } = nobody] = targets;
    const phone = await Speaker.connect(asha);
    await phone.ask(FIRST_SYNC);
    await phone.ask({ type: "typing.set", roomId, typing: true });
    await asha.say(roomId, "The zebra crossing at noon is fine");
    for (const type of ["conversation.close", "conversation.reopen"] as const)
      await school.rao.command({ type, roomId });
    await school.rao.command({ type: "receipts.mark", marks: [{ roomId, read: 100 }] });
    await school.rao.ask("PATCH", `/api/people/${targets[1]?.accountId}`, { className: "9 Y" });
    phone.close();
    await live.ask({ type: "beat" });
    const heard = live.heard.slice(before);
    expectNothing("what is heard", heard);
    expect(heard.filter(({ type }) => /^desk|^typing|^receipts|^room\./.test(type))).toEqual([]);
    live.close();
  });

  test("by the time that an answer takes, which tells nothing at a glance", async () => {
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const times: Record<"real" | "none", number[]> = { real: [], none: [] };
    const ask = async (kind: keyof typeof times, { accountId, roomId }: typeof nobody) => {
      const startedAt = performance.now();
      expect(await refusalOf(ben.ask("GET", `/api/rooms/${roomId}/events`))).toBe("room-not-found");
      const open = { type: "conversation.open", studentId: accountId } as const;
      expect(await refusalOf(ben.command(open))).toBe("room-not-found");
      times[kind].push(performance.now() - startedAt);
    };
    for (let round = 0; round < TIMED_ROUNDS; round += 1) {
      await ask("real", targets[1] ?? nobody);
      await ask("none", nobody);
    }
    const [real, none] = [median(times.real), median(times.none)];
    expect({ real, none, isAlike: Math.abs(real - none) < Math.max(5, real / 2) }).toMatchObject({
      isAlike: true,
    });
    tried("how long it takes to be refused what there is, and what there is not", 4 * TIMED_ROUNDS, {
      figures: `medians ${real.toFixed(2)} ms and ${none.toFixed(2)} ms`,
    });
  });
});
