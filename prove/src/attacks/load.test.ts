import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import {
  CLOSE,
  type EventPage,
  MAX_CONNECTIONS_PER_ACCOUNT,
  type MembersPage,
  type RoomId,
} from "@encrptalk/protocol";
import { Abuser } from "../load/abuser/abuser.ts";
import { judgeAbuse } from "../load/judge.ts";
import { FIRST_SYNC } from "../program/school.ts";
import { AttackedSchool } from "./inputs/attacked-school.ts";
import { crowd } from "./load/large-room.ts";
import { memoryOf } from "./load/memory.ts";
import { StuckReaders } from "./load/stuck-readers.ts";
import { Speaker } from "./speaker.ts";
import { IS_WHOLE, tried } from "./tried.ts";

/** What nobody's doing may add to the memory of the server for long: garbage that is not collected yet, mostly. */
const FLAT_MB = 96;
/** However busy the machine: a server that is held up by one account takes longer. */
const AT_ONCE_MS = 2_000;
const SOCKETS = 1_000;
const MEMBERS = 10_000;
const LIVE_MEMBERS = 40;
const STUCK = IS_WHOLE ? 16 : 4;
/** 6 MB for each reader: more than the systems of both sides keep (Linux: 4 MB at most of what is sent). */
const LONG_MESSAGES = 120;
const AT_A_TIME = 10;
/** The server looks each second, and closes at the second look. */
const SLOW_LOOKS_MS = 2_500;
const ABUSED_SECONDS = IS_WHOLE ? 20 : 2;
/** Which of its limits an account meets first is chance: until it has met both. */
const MOST_ABUSED_SECONDS = ABUSED_SECONDS + 10;
/** 50 KB in 2,000 characters as a person counts them. */
const LONG_TEXT = "👨‍👩‍👧‍👦".repeat(2_000);

setDefaultTimeout(60_000);
let attacked: AttackedSchool;
let room: RoomId;
beforeAll(async () => {
  // The limits as a school has them.
  attacked = await AttackedSchool.open({ COMMANDS_PER_SECOND: "20" });
  room = attacked.school.defaultRoom;
});
afterAll(() => attacked.close());

test("one account has no more than twenty of a thousand sockets, and others notice nothing (P24, P37)", async () => {
  const before = memoryOf(attacked.program);
  const codes: number[] = [];
  const open: Speaker[] = [];
  for (let tried = 0; tried < SOCKETS; tried += 100) {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => Speaker.connect(attacked.asha)));
    const kept = await Promise.all(
      sockets.map(async (socket) => {
        const code = await Promise.race([socket.closed, socket.ask({ type: "beat" }).then(() => null)]);
        return code === null ? socket : void codes.push(code);
      }),
    );
    open.push(...kept.filter((socket) => socket !== undefined));
    await attacked.isUnharmed();
  }
  expect(open).toHaveLength(MAX_CONNECTIONS_PER_ACCOUNT);
  expect(new Set(codes)).toEqual(new Set([CLOSE.tooManyConnections]));
  for (const socket of open) socket.close();
  await Promise.all(open.map(({ closed }) => closed));
  const again = await Speaker.connect(attacked.asha);
  expect(await again.ask({ type: "beat" })).toMatchObject({ ok: true });
  again.close();
  expect(memoryOf(attacked.program) - before).toBeLessThan(FLAT_MB);
  tried("one account with 1,000 sockets", SOCKETS, { figures: `${open.length} let in` });
});

test("a room of 10,000 members costs each of them what a small one does (P30)", async () => {
  const before = memoryOf(attacked.program);
  const { program, rao } = attacked;
  const roomId = await attacked.school.createRoom("Assembly", []);
  const members = await crowd(program, roomId, { members: MEMBERS, live: LIVE_MEMBERS });
  const synced = await Promise.all(members.map((member) => member.ask(FIRST_SYNC)));
  expect(JSON.stringify(synced[0]).length).toBeLessThan(8_192);

  const saidAt = performance.now();
  const { seq, number } = await rao.say(roomId, "Good morning, everybody");
  await until(() => members.every(({ heard }) => heard.some((frame) => frame.type === "event")));
  expect(performance.now() - saidAt).toBeLessThan(AT_ONCE_MS);

  const marks = [{ roomId, delivered: number, read: number }];
  await Promise.all(members.map((member) => member.ask({ type: "receipts.mark", marks })));
  await Promise.all(members.map((member) => member.ask({ type: "typing.set", roomId, typing: true })));
  await attacked.isUnharmed();
  const heard = members.flatMap((member) => member.heard);
  // Nobody's marks are told to ten thousand others.
  expect(heard.filter(({ type }) => type === "receipts")).toEqual([]);
  expect(
    Math.max(...heard.map((frame) => (frame.type === "reply" ? 0 : JSON.stringify(frame).length))),
  ).toBeLessThan(2_048);

  const readAt = performance.now();
  const history = await rao.ask<EventPage>("GET", `/api/rooms/${roomId}/events?before=${seq + 1}`);
  const page = await rao.ask<MembersPage>("GET", `/api/rooms/${roomId}/members`);
  expect(performance.now() - readAt).toBeLessThan(AT_ONCE_MS);
  expect(page.total).toBe(MEMBERS + 1);
  expect(page.next).not.toBeNull();
  expect(JSON.stringify([history, page]).length).toBeLessThan(32_768);
  for (const member of members) member.close();
  expect(memoryOf(program) - before).toBeLessThan(FLAT_MB);
  tried("a room of 10,000 members", members.length, { figures: `${LIVE_MEMBERS} of them live` });
});

test("readers that stop reading cost no memory, are closed, and come back without a hole (P28)", async () => {
  const before = memoryOf(attacked.program);
  const { asha, ben, rao } = attacked;
  const readers = await StuckReaders.open(Array.from({ length: STUCK }, () => asha));
  readers.stopReading();
  let most = 0;
  let last = 0;
  for (let said = 0; said < LONG_MESSAGES; said += AT_A_TIME) {
    const speakers = Array.from({ length: AT_A_TIME }, (_, index) => (index % 2 === 0 ? rao : ben));
    const acknowledged = await Promise.all(speakers.map((speaker) => speaker.say(room, LONG_TEXT)));
    last = Math.max(last, ...acknowledged.map(({ seq }) => seq));
    most = Math.max(most, memoryOf(attacked.program));
  }
  await Bun.sleep(SLOW_LOOKS_MS);
  readers.readAgain();
  await readers.caughtUp(room, last);
  readers.close();
  expect(readers.failures).toEqual([]);
  expect(readers.ledger.counts).toMatchObject({
    deliveries: STUCK * LONG_MESSAGES,
    doubled: 0,
    reordered: 0,
  });
  expect(most - before).toBeLessThan(FLAT_MB);
  await attacked.isUnharmed();
  tried("readers that stop reading", STUCK, {
    figures: `closed with ${[...new Set(readers.codes)].join(", ")}`,
  });
});

test("a sender at 10,000 commands a second is let do what one account may; others are heard at once (P37)", async () => {
  const before = memoryOf(attacked.program);
  const { asha, ben } = attacked;
  const devices = await Promise.all([asha.anotherDevice(), asha.anotherDevice()]);
  const tokens = [asha, ...devices].map(({ token }) => token);
  const roomId = await attacked.school.createRoom("Corridor", [asha, ben]);
  const abuser = new Abuser({ url: attacked.program.url, tokens, roomId });
  const times: number[] = [];
  const startedAt = performance.now();
  abuser.start();
  const secondsPassed = () => (performance.now() - startedAt) / 1_000;
  const isJudged = () => secondsPassed() >= ABUSED_SECONDS && abuser.isRefused("4103", "4004");
  while (!isJudged() && secondsPassed() < MOST_ABUSED_SECONDS) {
    const saidAt = performance.now();
    await attacked.isUnharmed();
    times.push(performance.now() - saidAt);
    await Bun.sleep(50);
  }
  const seconds = secondsPassed();
  const abused = abuser.stop();
  const { failures, count, figures } = judgeAbuse(abused, seconds);
  expect(failures).toEqual([]);
  expect(Math.max(...times)).toBeLessThan(AT_ONCE_MS);
  expect(memoryOf(attacked.program) - before).toBeLessThan(FLAT_MB);
  tried("a sender at 10,000 commands/s", count, figures ? { figures } : {});
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await Bun.sleep(5);
}
