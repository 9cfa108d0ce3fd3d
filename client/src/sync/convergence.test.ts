import { expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import fc from "fast-check";
import type { Client } from "../client.ts";
import { senderOf } from "../testing/logs.ts";
import { liveSetting, type Setting, textsOf } from "../testing/setting.ts";

type Live = Setting & { client: Client };

/** What may happen to Asha's laptop and her school. `which` chooses among whatever there is. */
const mishaps = {
  say: ({ school, biology, ben }: Live, which: number) => void school.say(biology, ben, `said ${which}`),
  edit: ({ school, biology, ben }: Live, which: number) => {
    const target = messageOf(school, biology, which);
    const body = { alg: "plain", text: `edited ${which}` } as const;
    if (target !== null) school.append(biology, senderOf(ben), { type: "message.edited", target, body });
  },
  delete: ({ school, biology, ben }: Live, which: number) => {
    const target = messageOf(school, biology, which);
    if (target !== null) school.append(biology, senderOf(ben), { type: "message.deleted", target });
  },
  read: ({ school, biology, ben }: Live, which: number) => {
    const read = Math.min(which, school.row(biology, ben).messageCount);
    if (read > 0) school.mark(biology, ben, { read });
  },
  "leave elsewhere": ({ school, asha }: Live) => school.leave("chemistry" as RoomId, asha),
  "join elsewhere": ({ school, asha }: Live) => school.join("chemistry" as RoomId, asha),
  send: ({ client, biology }: Live, which: number) =>
    void client.room(biology).send({ text: `sent ${which}` }),
  "mark read": ({ client, biology }: Live, which: number) => client.room(biology).markRead(which),
  "lose a frame": ({ network }: Live, which: number) => {
    const { toClient } = network.socket;
    if (toClient[which % Math.max(1, toClient.length)]?.type !== "reply")
      toClient.splice(which % Math.max(1, toClient.length), 1);
  },
  "double a frame": ({ network }: Live, which: number) => {
    const { toClient } = network.socket;
    const frame = toClient[which % Math.max(1, toClient.length)];
    if (frame !== undefined) toClient.push(frame);
  },
  "swap frames": ({ network }: Live) => void network.socket.toClient.reverse(),
  "lose the connection": ({ network }: Live) => network.socket.lose(),
  "block WebSocket": ({ network }: Live) => {
    network.carriesWebSocket = false;
    network.socket.lose();
  },
  "block HTTP": ({ network }: Live) => {
    network.carriesHttp = false;
  },
  unblock: ({ network }: Live) => {
    network.carriesWebSocket = true;
    network.carriesHttp = true;
  },
  "lose acknowledgements": ({ network }: Live) => {
    network.loseAnswer = ({ type }) => type === "message.send";
  },
  "keep acknowledgements": ({ network }: Live) => {
    network.loseAnswer = () => false;
  },
  "let pass": ({ network }: Live) => network.settle(),
  "let time pass": ({ network }: Live, which: number) => network.advance(which * 500),
} satisfies Record<string, (live: Live, which: number) => void | Promise<void>>;

const story = fc.array(
  fc.record({
    mishap: fc.constantFrom(...(Object.keys(mishaps) as (keyof typeof mishaps)[])),
    which: fc.nat({ max: 40 }),
  }),
  { maxLength: 60 },
);

test("whatever is lost, doubled, swapped or cut, in the end a client knows what a fresh one knows", async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.constantFrom(3, 200), async (steps, mostCatchUp) => {
      const live = await newStory(mostCatchUp);
      for (const { mishap, which } of steps) await mishaps[mishap](live, which);
      await comeBack(live);
      const fresh = live.connect();
      fresh.room(live.biology).open();
      await live.network.advance(2_000);

      expect(rowsOf(live.client)).toEqual(rowsOf(fresh));
      const shown = textsOf(live.client, live.biology);
      const timeline = live.client.room(live.biology).timeline.get();
      // The last events may be edits only: the messages themselves are then further up.
      const isFurtherUp = shown.length === 0 && timeline.status === "ready" && timeline.hasOlder;
      const all = textsOf(fresh, live.biology);
      expect(shown).toEqual(isFurtherUp ? [] : all.slice(-shown.length || undefined));
      expect(live.client.room(live.biology).receipts.get().toSorted(byAccount)).toEqual(
        fresh.room(live.biology).receipts.get().toSorted(byAccount),
      );
    }),
    { numRuns: 150 },
  );
});

test("whatever happens, each message that was sent is in the log once", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const live = await newStory(200);
      const sent: string[] = [];
      for (const { mishap, which } of steps) {
        if (mishap === "send") sent.push(`sent ${which}`);
        await mishaps[mishap](live, which);
      }
      await comeBack(live);
      const failed = live.client.outbox.get();
      for (const { messageId } of failed) live.client.retry(messageId);
      await live.network.advance(5_000);

      expect(live.client.outbox.get()).toEqual([]);
      const log = live.school.rooms.get(live.biology)?.log ?? [];
      const own = log.flatMap((event) =>
        event.type === "message.sent" && event.sender.accountId === live.asha ? [event.messageId] : [],
      );
      expect(own).toHaveLength(sent.length);
      expect(new Set(own).size).toBe(sent.length);
    }),
    { numRuns: 100 },
  );
});

async function newStory(mostCatchUp: number): Promise<Live> {
  const live = await liveSetting();
  live.school.mostCatchUp = mostCatchUp;
  live.school.addRoom("Chemistry", [live.ben]);
  live.client.room(live.biology).open();
  await live.network.settle();
  return live;
}

/** Everything works again, and the beats come. */
async function comeBack({ network, client, school, asha }: Live): Promise<void> {
  network.carriesWebSocket = true;
  network.carriesHttp = true;
  network.loseAnswer = () => false;
  client.tryNow();
  for (let beats = 0; beats < 5; beats++) {
    await network.advance(24_000);
    const joined = [...school.rooms.values()].filter(({ members }) => members.has(asha));
    const rooms = joined.map(({ roomId, position }) => ({ roomId, position }));
    network.socket.toClient.push({
      type: "beat",
      school: 0,
      account: school.accounts.get(asha) ?? 0,
      desk: 0,
      rooms,
    });
  }
  await network.advance(5_000);
  expect(client.connection.get().status).toBe("live");
}

const rowsOf = (client: Client) => client.rooms.get().rows.map(({ online: _, ...row }) => row);

const byAccount = (a: { accountId: string }, b: { accountId: string }) =>
  a.accountId < b.accountId ? -1 : 1;

/** One that is not deleted. */
function messageOf(school: Live["school"], roomId: RoomId, which: number): number | null {
  const log = school.rooms.get(roomId)?.log ?? [];
  const isDeleted = (seq: number) =>
    log.some((event) => event.type === "message.deleted" && event.target === seq);
  const messages = log.filter((event) => event.type === "message.sent" && !isDeleted(event.seq));
  return messages[which % Math.max(1, messages.length)]?.seq ?? null;
}
