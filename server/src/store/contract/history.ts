import { expect, test } from "bun:test";
import type { EventsQuery, RoomId } from "@encrptalk/protocol";
import type { School } from "./school.ts";

export function historyContract(school: () => School): void {
  /** First and last number of a page, whether older ones exist, and that it has no gap. */
  const page = async (query: EventsQuery) => {
    const s = school();
    const { events, head, hasOlder } = await s.store.events(s.room, query);
    const seqs = events.map(({ seq }) => seq);
    const first = seqs[0] ?? 0;
    expect(seqs).toEqual(seqs.map((_, index) => first + index));
    return { first, last: seqs.at(-1) ?? 0, head, hasOlder };
  };

  test("history is paged by number: the newest, before, after and around", async () => {
    const s = school();
    await s.sendMany(s.asha, 30);
    const { head } = await s.store.events(s.room, { limit: 1 });
    const newest = { last: head, head, hasOlder: true };
    expect(await page({ limit: 10 })).toEqual({ first: head - 9, ...newest });
    expect(await page({ before: head - 9, limit: 10 })).toEqual({
      first: head - 19,
      last: head - 10,
      head,
      hasOlder: true,
    });
    expect(await page({ before: 5, limit: 10 })).toEqual({ first: 1, last: 4, head, hasOlder: false });
    expect(await page({ before: 1, limit: 10 })).toEqual({ first: 0, last: 0, head, hasOlder: false });
    expect(await page({ before: 999, limit: 10 })).toEqual({ first: head - 9, ...newest });
    expect(await page({ after: 0, limit: 10 })).toEqual({ first: 1, last: 10, head, hasOlder: false });
    expect(await page({ after: head - 3, limit: 10 })).toEqual({ first: head - 2, ...newest });
    expect(await page({ after: head, limit: 10 })).toEqual({ first: 0, last: 0, head, hasOlder: true });
    expect(await page({ before: 3, limit: 1 })).toEqual({ first: 2, last: 2, head, hasOlder: true });
    expect(await page({ around: 15, limit: 10 })).toEqual({ first: 11, last: 20, head, hasOlder: true });
    expect(await page({ around: 1, limit: 10 })).toEqual({ first: 1, last: 10, head, hasOlder: false });
    expect(await page({ around: head, limit: 10 })).toEqual({ first: head - 9, ...newest });
    expect(await page({ around: 5, limit: 200 })).toEqual({ first: 1, last: head, head, hasOlder: false });
  });

  test("a page that somebody asks for names the people in it, and is nobody's who may not enter", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    await s.delete(s.asha, seq);
    const { accountId } = s.ben;
    const page = await s.store.eventPage(accountId, s.room, { limit: 3 });
    expect(page?.value).toEqual({
      roomId: s.room,
      ...(await s.store.events(s.room, { limit: 3 })),
      people: await s.store.people(accountId, [s.ben.accountId, s.asha.accountId]),
    });
    await s.leave(s.ben);
    expect(await s.store.eventPage(accountId, s.room, { limit: 3 })).toBeNull();
    expect(await s.store.eventPage(accountId, "nowhere" as RoomId, { limit: 3 })).toBeNull();
    const conversation = await s.converse(s.asha);
    expect(await s.store.eventPage(accountId, conversation, { limit: 3 })).toBeNull();
    const ofStaff = await s.store.eventPage(s.msRao.accountId, conversation, { limit: 3 });
    expect(ofStaff?.value.people.map(({ name }) => name).toSorted()).toEqual(["Asha", "Ms Rao"]);
  });
}
