import "fake-indexeddb/auto";
import { describe, expect, test } from "bun:test";
import type { AccountId, RoomId } from "@encrptalk/protocol";
import { describeOutboxStorage } from "../outbox/outbox-storage.contract.ts";
import { turns } from "../testing/fake-clock.ts";
import { FakeLocks } from "../testing/fake-locks.ts";
import { liveSetting } from "../testing/setting.ts";
import { type BrowserStorage, openBrowserStorage } from "./browser-storage.ts";

const biology = "biology" as RoomId;
let accounts = 0;
/** Whom no other test has kept anything for. */
const newAccount = (): AccountId => `account-${++accounts}` as AccountId;

const newBrowser = () => {
  const platform = {
    indexedDB: globalThis.indexedDB,
    locks: new FakeLocks() as unknown as LockManager,
    BroadcastChannel: globalThis.BroadcastChannel,
  };
  return (accountId: AccountId): BrowserStorage => openBrowserStorage(accountId, platform);
};

describeOutboxStorage("a browser", async () => {
  const open = newBrowser();
  const account = newAccount();
  const tabs: BrowserStorage[] = [];
  const openTab = async () => {
    const tab = open(account);
    tabs.push(tab);
    return tab;
  };
  return {
    open: async () => (await openTab()).outbox,
    wipe: async () => (await openTab()).wipe(),
  };
});

describe("drafts", () => {
  test("survive a reload, and go when they are empty", async () => {
    const open = newBrowser();
    const asha = newAccount();
    const before = open(asha);
    await before.drafts.write(biology, "Dear Ms Rao");
    before.close();
    const after = open(asha);
    expect(await after.drafts.read(biology)).toBe("Dear Ms Rao");
    await after.drafts.write(biology, "");
    expect(await after.drafts.read(biology)).toBe("");
  });

  test("work where the browser keeps nothing, as long as the page lives", async () => {
    const storage = openBrowserStorage(newAccount(), {});
    await storage.drafts.write(biology, "Dear Ms Rao");
    expect(await storage.drafts.read(biology)).toBe("Dear Ms Rao");
    await storage.wipe();
    expect(await storage.drafts.read(biology)).toBe("");
  });
});

describe("a shared computer", () => {
  test("another account never sees what the first has kept", async () => {
    const open = newBrowser();
    const asha = open(newAccount());
    await asha.drafts.write(biology, "Asha's");
    const ben = open(newAccount());
    expect(await ben.drafts.read(biology)).toBe("");
    expect(await ben.outbox.list()).toEqual([]);
  });

  test("after signing out nothing readable is left, not even an empty database", async () => {
    const open = newBrowser();
    const account = newAccount();
    const tab = open(account);
    const otherTab = open(account);
    await tab.drafts.write(biology, "secret");
    await tab.wipe();
    await turns();
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain(`encrptalk-${account}`);
    // The other tab can neither read nor write any more.
    await expect(otherTab.drafts.write(biology, "late")).rejects.toThrow();
  });

  test("signing out stops the client of another tab, and what it was still to send is forgotten", async () => {
    const open = newBrowser();
    const account = newAccount();
    const [tab, otherTab] = [open(account), open(account)];
    const { client, network } = await liveSetting({ outbox: otherTab.outbox });
    await network.cut();
    client.room(biology).send({ text: "secret" });
    await network.settle();
    await tab.wipe();
    await network.settle();
    expect(client.connection.get()).toEqual({ status: "stopped", reason: "signed-out" });
    expect(client.outbox.get()).toEqual([]);
  });
});

test("without Web Locks every tab may send, and its ids keep that from doubling anything", async () => {
  const { outbox } = openBrowserStorage(newAccount(), { indexedDB: globalThis.indexedDB });
  const signal = new AbortController().signal;
  (await outbox.acquire(signal))();
  (await outbox.acquire(signal))();
});
