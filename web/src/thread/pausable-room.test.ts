import { expect, test } from "bun:test";
import type { Room } from "@encrptalk/client";
import { pausable } from "./pausable-room.ts";

class Told<T> {
  #value: T;
  readonly listeners = new Set<() => void>();
  constructor(value: T) {
    this.#value = value;
  }
  readonly get = () => this.#value;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  set(value: T) {
    this.#value = value;
    for (const listener of this.listeners) listener();
  }
}

function aRoom() {
  const timeline = new Told("first");
  const other = new Told("other");
  const given = { timeline, row: other, receipts: other, pending: other };
  const room = pausable(given as unknown as Room);
  const heard: unknown[] = [];
  const stop = room.timeline.subscribe(() => heard.push(room.timeline.get()));
  return { timeline, room, heard, stop };
}

test("a room tells what changes", () => {
  const { timeline, room, heard } = aRoom();
  timeline.set("second");
  expect(heard).toEqual(["second"]);
  expect<unknown>(room.timeline.get()).toBe("second");
});

test("while it is paused it stays as it was, and then tells once what it has become", () => {
  const { timeline, room, heard } = aRoom();
  room.pause();
  timeline.set("second");
  timeline.set("third");
  expect(heard).toEqual([]);
  expect<unknown>(room.timeline.get()).toBe("first");
  room.resume();
  expect(heard).toEqual(["third"]);
  room.resume();
  expect(heard).toEqual(["third"]);
});

test("paused it lets go of what it was, and tells nobody", () => {
  const { timeline, room, heard } = aRoom();
  room.pause();
  timeline.set("second");
  room.letGo();
  expect<unknown>(room.timeline.get()).toBe("second");
  room.resume();
  expect(heard).toEqual([]);
});

test("who has stopped listening holds nothing of the room any more", () => {
  const { timeline, room, heard, stop } = aRoom();
  room.pause();
  stop();
  timeline.set("second");
  room.resume();
  expect(heard).toEqual([]);
  expect(timeline.listeners.size).toBe(0);
});
