import { expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import { type TabPlatform, Turns } from "./turns.ts";

const maths = "maths" as RoomId;

/** Tabs of one browser: what one says the others hear, and time passes when the test says so. */
function browser({ locks = true } = {}) {
  const channels: TabPlatform["channel"][] = [];
  const held = new Set<string>();
  let now = 0;
  const waiting: { until: number; go: () => void }[] = [];
  const wait = (ms: number) => new Promise<void>((go) => waiting.push({ until: now + ms, go }));
  const request = async (name: string, _: LockOptions, use: (lock: Lock | null) => Promise<void>) => {
    if (held.has(name)) return use(null);
    held.add(name);
    await use({ name, mode: "exclusive" });
    held.delete(name);
  };
  return {
    openTab() {
      let isClosed = false;
      const channel: TabPlatform["channel"] = {
        onmessage: null,
        postMessage: (data) => {
          if (isClosed) throw new DOMException("Channel is closed", "InvalidStateError");
          for (const other of channels)
            if (other !== channel)
              other.onmessage?.call({} as BroadcastChannel, new MessageEvent("message", { data }));
        },
        close: () => {
          isClosed = true;
        },
      };
      channels.push(channel);
      return new Turns("notices", {
        wait,
        channel,
        locks: locks ? ({ request } as unknown as LockManager) : undefined,
      });
    },
    async pass(ms: number) {
      now += ms;
      for (const one of waiting) if (one.until <= now) one.go();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
  };
}

test("The tab that Asha looks at tells of a message, the hidden one does not", async () => {
  const { openTab, pass } = browser();
  const [hidden, shown] = [openTab(), openTab()];
  const byHidden = hidden.take({ roomId: maths, number: 3 }, 250);
  const byShown = shown.take({ roomId: maths, number: 3 }, 0);
  await pass(250);
  expect(await byShown).toBe(true);
  expect(await byHidden).toBe(false);
});

test("Of two hidden tabs that come at the same moment one tells", async () => {
  const { openTab, pass } = browser();
  const taken = [openTab(), openTab()].map((tab) => tab.take({ roomId: maths, number: 3 }, 250));
  await pass(250);
  expect((await Promise.all(taken)).filter(Boolean)).toHaveLength(1);
});

test("The next message of the room, and one of another room, are told of again", async () => {
  const { openTab } = browser();
  const tab = openTab();
  expect(await tab.take({ roomId: maths, number: 3 }, 0)).toBe(true);
  expect(await tab.take({ roomId: maths, number: 3 }, 0)).toBe(false);
  expect(await tab.take({ roomId: maths, number: 4 }, 0)).toBe(true);
  expect(await tab.take({ roomId: "choir" as RoomId, number: 3 }, 0)).toBe(true);
});

test("Where the browser has no locks, what a tab hears of the others decides", async () => {
  const { openTab, pass } = browser({ locks: false });
  const [first, second] = [openTab(), openTab()];
  expect(await first.take({ roomId: maths, number: 1 }, 0)).toBe(true);
  const later = second.take({ roomId: maths, number: 1 }, 60);
  await pass(60);
  expect(await later).toBe(false);
});

test("What a newer message of the room has overtaken is told by the newer one", async () => {
  const { openTab } = browser();
  const tab = openTab();
  await tab.take({ roomId: maths, number: 0 }, 0);
  expect(tab.isOutdated({ roomId: maths, number: 0 })).toBe(false);
  await tab.take({ roomId: maths, number: 1 }, 0);
  expect(tab.isOutdated({ roomId: maths, number: 0 })).toBe(true);
});

test("A tab whose person has gone meanwhile leaves it to others", async () => {
  const { openTab, pass } = browser();
  const [gone, other] = [openTab(), openTab()];
  const byGone = gone.take({ roomId: maths, number: 3 }, 100);
  const byOther = other.take({ roomId: maths, number: 3 }, 250);
  gone.close();
  await pass(100);
  expect(await byGone).toBe(false);
  await pass(150);
  expect(await byOther).toBe(true);
});
