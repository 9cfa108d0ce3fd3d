import { beforeEach, describe, expect, test } from "bun:test";
import type { MessageId, RoomId } from "@encrptalk/protocol";
import { turns } from "../testing/fake-clock.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStorage } from "./outbox-storage.ts";

/** Several tabs of one browser. */
export interface Tabs {
  open(): Promise<OutboxStorage>;
  wipe(): Promise<void>;
}

const item = (name: string, createdAt: number): OutboxItem => ({
  roomId: "biology" as RoomId,
  messageId: `message-${name}` as MessageId,
  body: { alg: "plain", text: name },
  createdAt,
  attemptedBy: null,
  state: "queued",
});

/** What every `OutboxStorage` must do. */
export function describeOutboxStorage(name: string, newTabs: () => Promise<Tabs>): void {
  describe(`unsent messages kept in ${name}`, () => {
    let tabs: Tabs;
    let first: OutboxStorage;
    let second: OutboxStorage;

    beforeEach(async () => {
      tabs = await newTabs();
      first = await tabs.open();
      second = await tabs.open();
    });

    test("are listed oldest first, in every tab", async () => {
      await first.put(item("late", 2));
      await second.put(item("early", 1));
      expect(await first.list()).toEqual([item("early", 1), item("late", 2)]);
      expect(await second.list()).toEqual(await first.list());
    });

    test("are replaced by their id", async () => {
      await first.put(item("hello", 1));
      const failed: OutboxItem = {
        ...item("hello", 1),
        state: "failed",
        error: { code: "room-archived", message: "archived" },
      };
      await first.put(failed);
      expect(await first.list()).toEqual([failed]);
    });

    test("are removed once, and removing again is no error", async () => {
      await first.put(item("hello", 1));
      await second.remove(item("hello", 1).messageId);
      await second.remove(item("hello", 1).messageId);
      expect(await first.list()).toEqual([]);
    });

    test("tell the other tabs when they change, and not the tab that changed them", async () => {
      const heard: string[] = [];
      first.subscribe(() => heard.push("first"));
      second.subscribe(() => heard.push("second"));
      await first.put(item("hello", 1));
      await turns();
      expect(heard).toEqual(["second"]);
      await second.remove(item("hello", 1).messageId);
      await turns();
      expect(heard).toEqual(["second", "first"]);
    });

    test("are heard of no more after unsubscribing", async () => {
      let heard = 0;
      const stop = second.subscribe(() => heard++);
      stop();
      await first.put(item("hello", 1));
      await turns();
      expect(heard).toBe(0);
    });

    test("are sent by one tab, and by the next when that gives up", async () => {
      const never = new AbortController().signal;
      const release = await first.acquire(never);
      let isSecond = false;
      const waiting = second.acquire(never).then((given) => {
        isSecond = true;
        return given;
      });
      await turns();
      expect(isSecond).toBe(false);
      release();
      (await waiting)();
      (await first.acquire(never))();
    });

    test("are not waited for any more by a tab that has stopped", async () => {
      const release = await first.acquire(new AbortController().signal);
      const cancel = new AbortController();
      const waiting = second.acquire(cancel.signal);
      cancel.abort();
      await expect(waiting).rejects.toThrow();
      release();
      (await first.acquire(new AbortController().signal))();
    });

    test("are gone after wiping, and every tab hears of it", async () => {
      const heard: string[] = [];
      first.onWiped(() => heard.push("first"));
      second.onWiped(() => heard.push("second"));
      await first.put(item("secret", 1));
      await tabs.wipe();
      await turns();
      expect(heard.sort()).toEqual(["first", "second"]);
      expect(await (await tabs.open()).list()).toEqual([]);
    });
  });
}
