import { expect, test } from "bun:test";
import {
  type AccountId,
  compareDeskEntries,
  type DeskEntry,
  type DeskFilter,
  type DeskQuery,
  deskFilterSchema,
  matchesDeskQuery,
  type Sender,
} from "@encrptalk/protocol";
import { person, refusal, type School } from "./school.ts";

/** The pages of the list: their order, what they leave out, and how they hang together. */
export function deskListContract(school: () => School): void {
  const all = async (query: Partial<DeskQuery> = {}, asker: Sender = school().msRao) => {
    const entries: DeskEntry[] = [];
    let after: string | undefined;
    do {
      const page = await school().store.deskPage(asker.accountId, {
        filter: "all",
        limit: 200,
        ...query,
        after,
      });
      entries.push(...page.entries);
      after = page.next ?? undefined;
      expect(after?.length ?? 0).toBeLessThanOrEqual(400);
      if (!after) expect(page.total).toBe(entries.length);
    } while (after);
    return entries;
  };
  const names = (entries: readonly DeskEntry[]) => entries.map(({ student }) => student.name);
  const enrol = async (...people: string[]): Promise<Sender[]> => {
    const senders = people.map((_, index) => person(`pupil-${index}`));
    await school().enrolAll(
      senders.map((sender, index) => ({ sender, name: people[index] ?? "", className: `${index % 3}` })),
    );
    return senders;
  };

  test("unread ones whose student waits come first, the longest waiting on top, then by the last message, then by name", async () => {
    const s = school();
    const [lena, kofi, mei, ola] = await enrol("Lena", "Kofi", "Mei", "Ola");
    const conversations = [lena, kofi, mei, ola].map(async (student) => {
      if (student) await s.send(student, { roomId: await s.converse(student) });
    });
    for (const conversation of conversations) await conversation;
    const roomOf = (student = s.asha) => s.converse(student);
    // Lena was answered by somebody else, Mei was read but not answered; Ola writes again, and waits as long as before.
    await s.enrol(person("mr-silva"), "Mr Silva", "admin");
    await s.send(person("mr-silva"), { roomId: await roomOf(lena) });
    await s.store.markReceipts([{ roomId: await roomOf(mei), accountId: s.msRao.accountId, read: 1 }]);
    await s.send(ola ?? s.asha, { roomId: await roomOf(ola) });
    expect(names(await all())).toEqual(["Kofi", "Ola", "Lena", "Mei", "Asha", "Ben"]);
    await s.converse(s.ben);
    expect(names(await all())).toEqual(["Kofi", "Ola", "Lena", "Ben", "Mei", "Asha"]);
    expect(names(await all({}, person("mr-silva")))).toEqual(["Kofi", "Mei", "Ola", "Ben", "Lena", "Asha"]);
  });

  test("names are ordered by code point when folded, and the same names by id", async () => {
    const long = "Maximiliana ".repeat(9);
    await enrol("zoe", "Zoë", "ﬁn", "李雷", "𐐷", "Ａ", `${long}B`, `${long}A`, long.trim(), "Øystein", "Ben");
    const entries = await all({ limit: 2 });
    expect(entries).toEqual(entries.toSorted(compareDeskEntries));
    expect(names(entries).slice(0, 4)).toEqual(["Ａ", "Asha", "Ben", "Ben"]);
    expect(entries).toEqual(await all());
  });

  test("every filter, class and search gives what belongs there, whatever the size of the pages", async () => {
    const s = school();
    const [lukasz, jose, lucas, zoe] = await enrol("Łukasz", "José", "Lucas", "Zoë", "Chloé", "Noor");
    for (const student of [jose, zoe])
      if (student) await s.send(student, { roomId: await s.converse(student) });
    await s.send(s.msRao, { roomId: await s.converse(lucas ?? s.asha) });
    for (const student of [lukasz, zoe]) {
      const roomId = await s.converse(student ?? s.asha);
      await s.store.setConversationStatus({ roomId, status: "closed", ...s.by(s.msRao) });
    }
    const everyone = await all();
    const queries: Partial<DeskQuery>[] = [
      ...deskFilterSchema.options.map((filter: DeskFilter) => ({ filter })),
      { className: "1" },
      { className: "nothing" },
      { filter: "active", className: "0", search: "l" },
      ...[
        "lukasz",
        "ŁUKASZ",
        "  jose ",
        "r-pupil-2",
        "PUPIL-3@",
        "o",
        "%",
        "_",
        "'",
        "\n",
        "a\np",
        "zoe\n",
      ].map((search) => ({ search })),
    ];
    for (const query of queries) {
      const expected = everyone.filter((entry) => matchesDeskQuery(entry, { filter: "all", ...query }));
      expect(await all({ ...query, limit: 2 })).toEqual(expected);
    }
    expect(names(await all({ search: "lukasz" }))).toEqual(["Łukasz"]);
    expect(names(await all({ search: "r-pupil-2" }))).toEqual(["Lucas"]);
  });

  test("a page begins where the one before it ended, wherever its last student stands by then", async () => {
    const s = school();
    const students = await enrol("Amara", "Björn", "Celia", "Dora");
    const query = { filter: "all", limit: 3 } as const;
    const { entries, next } = await s.store.deskPage(s.msRao.accountId, query);
    expect(names(entries)).toEqual(["Amara", "Asha", "Ben"]);
    await s.rename([s.ben, "Zacharias"]);
    await s.send(students[1] ?? s.asha, { roomId: await s.converse(students[1] ?? s.asha) });
    await s.setActive(students[2] ?? s.asha, false);
    const rest = await s.store.deskPage(s.msRao.accountId, { ...query, after: next ?? undefined });
    expect(names(rest.entries)).toEqual(["Dora", "Zacharias"]);
  });

  test("a cursor that no page gave is malformed", async () => {
    const s = school();
    const { next } = await s.store.deskPage(s.msRao.accountId, { filter: "all", limit: 1 });
    expect(next).not.toBeNull();
    const cursors = ["", "asha", "3.0.1", "9.0.1.YQ==", "3.0.99999.YQ==", "3.0.1.!", "3.0.1._-", `${next}x`];
    for (const after of cursors) {
      const page = s.store.deskPage(s.msRao.accountId, { filter: "all", limit: 1, after });
      expect(await refusal(page)).toBe("malformed");
    }
  });

  test("counts are those of the filters", async () => {
    const s = school();
    const students = await enrol("Lena", "Kofi", "Mei");
    const at: number[] = [];
    for (const student of students)
      at.push((await s.send(student, { roomId: await s.converse(student) })).at);
    const { accountId } = s.msRao;
    const roomId = await s.converse(students[0] ?? s.asha);
    await s.store.setConversationStatus({ roomId, status: "closed", ...s.by(s.msRao) });
    const counts = await s.store.deskCounts(accountId);
    expect(counts).toEqual({
      all: 5,
      unread: 3,
      active: 2,
      closed: 1,
      new: 2,
      waiting: 2,
      longestWaitingSince: at[1] ?? 0,
    });
    for (const filter of deskFilterSchema.options) expect(await all({ filter })).toHaveLength(counts[filter]);
    await s.setActive(students[1] ?? s.asha, false);
    expect(await s.store.deskCounts(accountId)).toMatchObject({
      all: 4,
      waiting: 1,
      longestWaitingSince: at[2],
    });
  });

  test("entries are given by id too, of deactivated students as well, and of nobody else", async () => {
    const s = school();
    await s.send(s.asha, { roomId: await s.converse(s.asha) });
    await s.setActive(s.ben, false);
    const studentIds = ["asha", "ms-rao", "nobody", "ben", "asha"] as AccountId[];
    const entries = await s.store.deskEntries(s.msRao.accountId, studentIds);
    expect(entries.map(({ student, listed }) => [student.accountId as string, listed])).toEqual([
      ["asha", true],
      ["ben", false],
    ]);
    expect(entries[0]).toEqual((await all())[0] as never);
    expect(names(await all())).toEqual(["Asha"]);
  });

  test("classes are those of listed students, by name, numbers as numbers", async () => {
    const s = school();
    await s.enrolAll(
      ["9 B", "10 A", "9 B", "Über", "U"].map((className, index) => ({
        sender: person(`pupil-${index}`),
        name: "Somebody",
        className,
      })),
    );
    await s.setActive(person("pupil-4"), false);
    expect(await s.store.classes()).toEqual([
      { className: "9 B", students: 2 },
      { className: "10 A", students: 3 },
      { className: "Über", students: 1 },
    ]);
  });

  test("whoever asked before is told what has changed since: marks, names, newcomers, seats that were taken", async () => {
    const s = school();
    const mrSilva = person("mr-silva");
    await s.enrol(mrSilva, "Mr Silva", "admin");
    const roomId = await s.converse(s.ben);
    await s.send(s.ben, { roomId });
    const unread = (asker: Sender) => all({ filter: "unread" }, asker);
    expect(names(await unread(s.msRao))).toEqual(["Ben"]);
    expect(names(await unread(mrSilva))).toEqual(["Ben"]);
    await s.store.takeSeats(mrSilva.accountId);
    expect(await unread(mrSilva)).toEqual([]);
    expect(await s.store.deskCounts(mrSilva.accountId)).toMatchObject({ unread: 0, waiting: 1 });
    await s.store.markReceipts([{ roomId, accountId: s.msRao.accountId, read: 1 }]);
    expect(await unread(s.msRao)).toEqual([]);
    await s.rename([s.ben, "Zara"]);
    await s.enrol(person("noor"), "Noor");
    expect(names(await all({ filter: "new" }))).toEqual(["Asha", "Noor"]);
    expect(names(await all({ search: "zara" }))).toEqual(["Zara"]);
    await s.send(s.ben, { roomId });
    expect(names(await unread(mrSilva))).toEqual(["Zara"]);
    expect(await s.store.deskCounts(s.msRao.accountId)).toMatchObject({ all: 3, unread: 1, new: 2 });
  });
}
