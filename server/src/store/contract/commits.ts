import { expect, test } from "bun:test";
import type { AccountId, Position, RoomId } from "@encrptalk/protocol";
import type { Change } from "../store.ts";
import type { School } from "./school.ts";

const feedOf = (change: Change): string => {
  switch (change.type) {
    case "event":
    case "receipts":
      return `room ${change.roomId}`;
    case "joined":
    case "left":
    case "read":
    case "notify":
      return `account ${change.accountId}`;
    case "room":
    case "people":
      return "school";
    case "desk":
      return "desk";
  }
};

export function commitsContract(school: () => School): void {
  test("listeners are told in commit order, before the writer is answered", async () => {
    const s = school();
    const order: string[] = [];
    s.store.onCommitted((change) =>
      order.push(`told ${change.type === "event" ? change.event.seq : change.type}`),
    );
    await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { seq } = await s.send(s.asha);
        expect(order).toContain(`told ${seq}`);
        order.push(`answered ${seq}`);
      }),
    );
    const seqs = order
      .filter((entry) => entry.startsWith("told"))
      .map((entry) => Number(entry.split(" ")[1]));
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(seqs).toHaveLength(3);
  });

  test("a listener that throws keeps neither the others nor the writers waiting", async () => {
    const s = school();
    const told: Position[] = [];
    s.store.onCommitted(() => {
      throw new Error("this one is broken");
    });
    s.store.onCommitted(({ position }) => told.push(position));
    const sent = await Promise.all(Array.from({ length: 3 }, () => s.send(s.asha)));
    expect(sent).toHaveLength(3);
    expect(told).toHaveLength(3);
    await s.send(s.ben);
    expect(told).toHaveLength(4);
  });

  test("positions grow, and each feed's changes are chained by them", async () => {
    const s = school();
    const hall = "hall" as RoomId;
    await s.create(hall);
    await Promise.all([
      s.sendMany(s.asha, 20),
      s.join(s.asha, hall),
      s.join(s.msRao),
      s.rename([s.ben, "Ben Okafor"]),
      s.converse(s.asha),
      s.store.markReceipts([{ roomId: s.room, accountId: s.ben.accountId, read: 3 }]),
      s.leave(s.msRao),
      s.store.renameRoom({ roomId: hall, title: "Great hall", ...s.by(s.msRao) }),
    ]);
    const positions = s.changes.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBe(positions.length);
    const feeds = new Map<string, Position>();
    for (const change of s.changes) {
      expect(change.previous).toBe(feeds.get(feedOf(change)) ?? 0);
      feeds.set(feedOf(change), change.position);
    }
  });

  test("what is refused after it wrote something undoes all of its own and nothing of the others", async () => {
    const s = school();
    const rename = (name: string) => ({
      sql: "UPDATE accounts SET name = ? WHERE id = ?",
      parameters: [name, s.ben.accountId],
    });
    const again = { sql: "INSERT INTO accounts SELECT * FROM accounts", parameters: [] };
    const outcomes = await Promise.allSettled([
      s.send(s.asha),
      s.store.sql.writeAll([rename("Nobody"), again], { names: [s.ben.accountId] }),
      s.send(s.asha),
      s.send({ ...s.asha, accountId: "stranger" as AccountId }),
      s.converse(s.asha),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(await s.store.sql.read("SELECT name FROM accounts WHERE id = ?", [s.ben.accountId])).toEqual([
      { name: "Ben" },
    ]);
    expect(s.changes.some(({ type }) => type === "people")).toBe(false);
    const numbers = (await s.log()).flatMap((event) => (event.type === "message.sent" ? [event.number] : []));
    expect(numbers).toEqual([1, 2]);
  });

  test("a read started after an answer sees what was answered", async () => {
    const s = school();
    for (let round = 0; round < 50; round++) {
      const { seq } = await s.send(s.asha);
      expect(await s.eventAt(seq)).toMatchObject({ seq });
    }
  });
}
