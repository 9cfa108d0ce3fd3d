import { expect, test } from "bun:test";
import type { RoomId, SearchPage } from "@encrptalk/protocol";
import { ANYTHING, type IndexQuery, type SearchIndex } from "../search-index.ts";
import { person, type School } from "./school.ts";

/** Asks once everything committed is indexed. Words are whole, but for the last one, which may go on. */
export async function search(
  index: SearchIndex,
  asker: { accountId: IndexQuery["asker"] },
  words = "",
  query: Partial<IndexQuery> = {},
): Promise<SearchPage> {
  const typed = words.split(" ").filter(Boolean);
  const phrases = typed.map((text, at) => ({ text, prefix: at === typed.length - 1 }));
  const ask = { ...ANYTHING, phrases, asker: asker.accountId, ...query };
  while (index.lag() !== 0) await index.search(ask);
  return index.search(ask);
}

export const texts = ({ hits }: SearchPage): string[] => hits.map(({ text }) => text);

/** What any index must do. The school has Asha and Ben in the library, and Ms Rao of the staff. */
export function searchingContract(school: () => School, index: () => SearchIndex): void {
  const say = (sender: School["asha"], text: string, roomId?: RoomId) =>
    school().send(sender, { ...(roomId ? { roomId } : {}), body: { alg: "plain", text } });
  const find = (...query: Parameters<typeof search> extends [unknown, ...infer Rest] ? Rest : never) =>
    search(index(), ...query);

  test("messages that have every word are found, the newest first", async () => {
    const { asha, ben } = school();
    await say(asha, "Who has the chemistry homework?");
    await say(ben, "Chemistry is on Friday");
    await say(asha, "Homework again: CHÉMISTRY");
    expect(texts(await find(ben, "homework chemistry"))).toEqual([
      "Homework again: CHÉMISTRY",
      "Who has the chemistry homework?",
    ]);
    expect(texts(await find(ben, "chem"))).toHaveLength(3);
    expect(texts(await find(ben, "chem homework"))).toEqual([]);
  });

  test("a long word may be unfinished: one that goes on in few ways, in very many, or in none", async () => {
    const { asha, ben } = school();
    await say(asha, "The timetable for 10A");
    await say(ben, "Timetables, and Time-tabling!");
    for (let number = 0; number < 100; number += 1) await say(asha, `Project${number} of the fair`);
    expect(texts(await find(ben, "timeta"))).toEqual([
      "Timetables, and Time-tabling!",
      "The timetable for 10A",
    ]);
    expect(texts(await find(ben, "timetable"))).toHaveLength(2);
    expect(texts(await find(ben, "timetables"))).toHaveLength(1);
    expect(texts(await find(ben, "timetablesx"))).toEqual([]);
    expect(texts(await find(ben, "projec", { limit: 200 }))).toHaveLength(100);
    expect(texts(await find(ben, "project1"))).toHaveLength(11);
    const phrases = [{ text: "the timet", prefix: true }];
    expect(texts(await find(ben, "", { phrases }))).toEqual(["The timetable for 10A"]);
  });

  test("a long word is found for as long as one message has it", async () => {
    const s = school();
    const { seq } = await say(s.asha, "Laboratory coats");
    const { seq: other } = await say(s.ben, "Laboratory glasses");
    await s.delete(s.asha, seq);
    expect(texts(await find(s.ben, "labora"))).toEqual(["Laboratory glasses"]);
    await s.edit(s.ben, other, { body: { alg: "plain", text: "Laboratories" } });
    expect(texts(await find(s.ben, "labora"))).toEqual(["Laboratories"]);
    expect(texts(await find(s.ben, "laboratory"))).toEqual([]);
    await say(s.asha, "The laboratory again");
    expect(texts(await find(s.ben, "laborato"))).toEqual(["The laboratory again", "Laboratories"]);
  });

  test("a hit says where it is, who wrote it, and what matches", async () => {
    const { asha, ben, room } = school();
    const { seq, at } = await say(asha, "The lab is locked");
    expect(await find(ben, "lab")).toEqual({
      hits: [
        {
          roomId: room,
          seq,
          at,
          senderId: asha.accountId,
          text: "The lab is locked",
          cut: { before: false, after: false },
          matches: [[4, 7]],
        },
      ],
      next: null,
      rooms: [{ roomId: room, kind: "group", title: room, studentId: null }],
      people: [{ accountId: asha.accountId, name: "Asha", role: "student" }],
      unknown: [],
    });
  });

  test("a phrase is found where its words stand next to each other", async () => {
    const { asha } = school();
    await say(asha, "the report of the lab");
    await say(asha, "the lab report");
    const phrases = [{ text: "lab report", prefix: false }];
    expect(texts(await find(asha, "", { phrases }))).toEqual(["the lab report"]);
    expect(texts(await find(asha, "", { phrases: [{ text: "lab rep", prefix: true }] }))).toEqual([
      "the lab report",
    ]);
  });

  test("parts of words are found in scripts that write no spaces, and emoji", async () => {
    const { asha } = school();
    await say(asha, "明日の数学の宿題");
    await say(asha, "الرِّياضيات غدًا");
    await say(asha, "Done 👍🏽");
    expect(texts(await find(asha, "宿題"))).toEqual(["明日の数学の宿題"]);
    expect(texts(await find(asha, "題宿"))).toEqual([]);
    expect(texts(await find(asha, "الرياض"))).toEqual(["الرِّياضيات غدًا"]);
    expect(texts(await find(asha, "👍"))).toEqual(["Done 👍🏽"]);
  });

  test("an edited message is found by its new text only", async () => {
    const { asha } = school();
    const { seq } = await say(asha, "The trip is on Monday");
    expect(texts(await find(asha, "monday"))).toHaveLength(1);
    await school().edit(asha, seq, { body: { alg: "plain", text: "The trip is on Tuesday" } });
    expect(texts(await find(asha, "monday"))).toEqual([]);
    expect(texts(await find(asha, "tuesday"))).toEqual(["The trip is on Tuesday"]);
  });

  test("a deleted message is not found", async () => {
    const { asha } = school();
    const { seq } = await say(asha, "A secret");
    expect(texts(await find(asha, "secret"))).toHaveLength(1);
    await school().delete(asha, seq);
    expect(texts(await find(asha, "secret"))).toEqual([]);
    expect(texts(await find(asha, "", { from: ["asha"] }))).toEqual([]);
  });

  test("who left a room finds nothing in it, and finds it all again after joining", async () => {
    const { asha, ben } = school();
    await say(asha, "Only for members");
    await school().leave(ben);
    expect(texts(await find(ben, "members"))).toEqual([]);
    expect((await find(ben, "", { in: ["library"] })).unknown).toEqual([{ filter: "in", value: "library" }]);
    await school().join(ben);
    expect(texts(await find(ben, "members"))).toEqual(["Only for members"]);
  });

  test("staff find in every conversation, closed ones too, and in group rooms only where they are members", async () => {
    const { asha, ben, msRao } = school();
    const [ashas, bens] = [await school().converse(asha), await school().converse(ben)];
    await say(asha, "Question of Asha", ashas);
    await say(msRao, "Question to Ben", bens);
    await say(ben, "Question in the library");
    await school().store.setConversationStatus({ roomId: ashas, status: "closed", ...school().by(msRao) });
    const page = await find(msRao, "question");
    expect(texts(page)).toEqual(["Question to Ben", "Question of Asha"]);
    expect(page.rooms[0]).toMatchObject({ kind: "student", title: "", studentId: ben.accountId });
    expect(page.people.map(({ name }) => name).toSorted()).toEqual(["Asha", "Ben", "Ms Rao"]);
    await school().join(msRao);
    expect(texts(await find(msRao, "question"))).toHaveLength(3);
  });

  test("a student finds in their own conversation, and in nobody else's whatever they type", async () => {
    const { asha, ben, msRao } = school();
    const ashas = await school().converse(asha);
    await say(asha, "I am worried", ashas);
    await say(msRao, "Do not be worried", ashas);
    expect(texts(await find(asha, "worried"))).toHaveLength(2);
    for (const query of [{}, { in: ["asha"] }, { from: ["asha"] }, { class: ["10 a"] }, { since: 0 }])
      expect(texts(await find(ben, "worried", query))).toEqual([]);
    expect(texts(await find(ben, "", { since: 0 }))).toEqual([]);
  });

  test("deactivated staff find in no conversation", async () => {
    const { asha, msRao } = school();
    await say(asha, "I am worried", await school().converse(asha));
    await school().setActive(msRao, false);
    expect(texts(await find(msRao, "worried"))).toEqual([]);
  });

  test("from: names people by their name, for staff by e-mail and roll ID too", async () => {
    const { asha, ben, msRao } = school();
    await school().join(msRao);
    const ruben = person("ruben");
    await school().enrol(ruben, "Ruben Costa");
    await school().join(ruben);
    for (const sender of [asha, ben, ruben]) await say(sender, `Hello from ${sender.accountId}`);
    expect(texts(await find(asha, "hello", { from: ["BEN"] }))).toEqual(["Hello from ben"]);
    expect(texts(await find(asha, "hello", { from: ["ube"] }))).toEqual(["Hello from ruben"]);
    expect(texts(await find(asha, "hello", { from: ["costa", "asha"] }))).toHaveLength(2);
    expect(texts(await find(msRao, "hello", { from: ["asha@example.org"] }))).toEqual(["Hello from asha"]);
    const byEmail = await find(asha, "hello", { from: ["ben@example.org"] });
    expect(byEmail).toMatchObject({ hits: [], unknown: [{ filter: "from", value: "ben@example.org" }] });
  });

  test("from: somebody whom one cannot know is as from: nobody", async () => {
    const stranger = person("stranger");
    await school().enrol(stranger, "Stranger Sato");
    const page = await find(school().asha, "hello", { from: ["sato"] });
    expect(page).toMatchObject({ hits: [], unknown: [{ filter: "from", value: "sato" }] });
  });

  test("from: finds whom one knows behind any number of strangers with such a name", async () => {
    const strangers = Array.from({ length: 301 }, (_, index) => ({
      sender: person(`stranger-${index}`),
      name: `Bea ${String(index).padStart(3, "0")}`,
    }));
    await school().enrolAll(strangers);
    await say(school().ben, "Hello from ben");
    expect(texts(await find(school().asha, "hello", { from: ["be"] }))).toEqual(["Hello from ben"]);
  });

  test("in: names a room by its title, and a conversation by its student", async () => {
    const { asha, msRao } = school();
    await school().create("garden" as RoomId, "The Garden");
    for (const roomId of [school().room, "garden" as RoomId]) {
      await school().join(msRao, roomId);
      await say(msRao, `Notice in ${roomId}`, roomId);
    }
    await say(msRao, "Notice to Asha", await school().converse(asha));
    expect(texts(await find(msRao, "notice", { in: ["garden"] }))).toEqual(["Notice in garden"]);
    expect(texts(await find(msRao, "notice", { in: ["asha"] }))).toEqual(["Notice to Asha"]);
    expect(texts(await find(msRao, "notice", { in: ["asha", "library"] }))).toHaveLength(2);
    const beforeTheFirstWord = await find(msRao, "notice", { in: ["ben"] });
    expect(beforeTheFirstWord).toMatchObject({ hits: [], unknown: [] });
  });

  test("a student's own conversation is called as the school is", async () => {
    const { asha, msRao, store } = school();
    await store.sql.write("INSERT INTO settings (key, value) VALUES ('school_name', 'Hill School')", []);
    await say(msRao, "Welcome", await school().converse(asha));
    await say(asha, "Welcome everyone");
    expect(texts(await find(asha, "welcome", { in: ["hill"] }))).toEqual(["Welcome"]);
    expect((await find(school().ben, "welcome", { in: ["asha"] })).unknown).toHaveLength(1);
  });

  test("class: is the conversations of a class and what its students wrote, for staff", async () => {
    const { asha, ben, msRao } = school();
    const chen = person("chen");
    await school().enrolAll([{ sender: chen, name: "Chen", className: "11 B" }]);
    await school().join(msRao);
    await say(asha, "Hello from 10 A");
    await say(msRao, "Hello to Chen", await school().converse(chen));
    await say(ben, "Hello again from 10 A");
    expect(texts(await find(msRao, "hello", { class: ["11b"] }))).toEqual(["Hello to Chen"]);
    expect(texts(await find(msRao, "hello", { class: ["10"] }))).toHaveLength(2);
    expect((await find(asha, "hello", { class: ["10 A"] })).unknown).toHaveLength(1);
  });

  test("since and until are compared with the time of each message, also where the clock was set back", async () => {
    const { asha, store, room } = school();
    const day = 24 * 60 * 60_000;
    const start = school().now();
    const say = (text: string, days: number) =>
      store.sendMessage({
        roomId: room,
        messageId: school().mint(),
        body: { alg: "plain", text },
        sender: asha,
        at: start + days * day,
      });
    await say("On day 10", 10);
    await say("On day 11", 11);
    await say("Half a day earlier", 10.5);
    await say("On day 12", 12);
    const during = async (since: number | null, until: number | null, words = "") =>
      texts(
        await find(asha, words, {
          since: since && start + since * day,
          until: until && start + until * day,
        }),
      );
    expect(await during(10.5, 12)).toEqual(["Half a day earlier", "On day 11"]);
    expect(await during(11.5, null, "day")).toEqual(["On day 12"]);
    expect(await during(null, 10.5, "day")).toEqual(["On day 10"]);
    expect(await during(13, null)).toEqual([]);
  });

  test("filters without words give the newest of what they let through; nothing at all gives nothing", async () => {
    const { asha, ben } = school();
    await say(asha, "One");
    await say(ben, "Two");
    await say(asha, "Three");
    expect(texts(await find(ben, "", { from: ["asha"] }))).toEqual(["Three", "One"]);
    expect(texts(await find(ben, "?!", { from: ["asha"] }))).toEqual(["Three", "One"]);
    expect(texts(await find(ben, ""))).toEqual([]);
    expect(texts(await find(ben, "?!"))).toEqual([]);
  });

  test("pages follow each other without a hole or a double, while more is written", async () => {
    const { asha, ben } = school();
    const said = Array.from({ length: 25 }, (_, number) => `Note ${number}`);
    for (const text of said) await say(asha, text);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await find(ben, "note", { after, limit: 10 });
      seen.push(...texts(page));
      after = page.next ?? undefined;
      await say(asha, "Note meanwhile");
    } while (after);
    expect(seen).toEqual(said.toReversed());
  });

  test("a cursor that is none is refused", async () => {
    const refused = find(school().asha, "note", { after: "1 OR 1" }).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ code: "malformed", details: { field: "after" } });
  });

  test("what cannot be read is not found", async () => {
    const { asha, msRao, room } = school();
    await say(asha, "Before");
    await school().store.raiseEncryption({ roomId: room, mode: "mls", ...school().by(msRao) });
    await school().send(asha, { body: { alg: "mls", data: "c2VjcmV0" } });
    expect(texts(await find(asha, "", { from: ["asha"] }))).toEqual(["Before"]);
    expect(texts(await find(asha, "c2VjcmV0"))).toEqual([]);
  });
}
