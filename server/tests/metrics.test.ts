import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { CLOSE, type Poll, type RoomId } from "@encrptalk/protocol";
import { recordBackup } from "../src/operations/audit/record-operation.ts";
import { dataFilesOf } from "../src/operations/data-files.ts";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { FIRST_SYNC, knowing, Peer } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";
import { Scraped, TOKEN } from "./scraped.ts";
import { connectAndStopReading } from "./stuck-reader.ts";

let school: School;
let rao: Member;
let asha: Member;
let room: RoomId;
let before: Scraped;
beforeAll(async () => {
  ({ school, rao } = await School.open({ config: { metricsToken: TOKEN } }));
  asha = await school.enrol(rao, "Asha Verma");
  room = await asha.defaultRoom();
});
afterAll(() => school.close());
beforeEach(async () => {
  before = await Scraped.of(school);
});

/** By how much a metric has moved since the test began. */
const moved = async (name: string, labels: Record<string, string> = {}) =>
  (await Scraped.of(school)).value(name, labels) - before.value(name, labels);

/** Looks until it is so: what a socket's peer has done is seen a moment later. */
async function until(isSo: (scraped: Scraped) => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!isSo(await Scraped.of(school)))
    if (performance.now() > deadline) throw new Error((await Scraped.of(school)).text);
}

describe("people", () => {
  test("a WebSocket counts while it is open, and by the code that it was closed with", async () => {
    const peer = await asha.live();
    expect(await moved("encrptalk_websockets")).toBe(1);
    expect(await moved("encrptalk_websockets_opened_total")).toBe(1);
    peer.socket.close(1_000);
    await until((now) => now.value("encrptalk_websockets") === before.value("encrptalk_websockets"));
    expect(await moved("encrptalk_websockets_closed_total", { code: "1000" })).toBe(1);
  });

  test("so does one that is not let in", async () => {
    const stranger = await Peer.connect(school.url, { origin: school.url });
    expect(await stranger.closed).toBe(CLOSE.signedOut);
    await until((now) => now.value("encrptalk_websockets") === before.value("encrptalk_websockets"));
    expect(await moved("encrptalk_websockets_closed_total", { code: "4101" })).toBe(1);
  });

  test("a long poll counts while it waits", async () => {
    const poll: Poll = { sync: knowing(await asha.command<"sync">(FIRST_SYNC)), waitMs: 20_000 };
    const polled = asha.post("/api/poll", poll);
    await until((now) => now.value("encrptalk_polls_waiting") === 1);
    await rao.command(rao.message(room, "Good morning"));
    await polled;
    expect(await moved("encrptalk_polls_waiting")).toBe(0);
    expect(await moved("encrptalk_polls_total")).toBe(1);
  });

  test("whoever is online, by role", async () => {
    const ben = await school.enrol(rao, "Ben Okafor");
    const student = before.value("encrptalk_accounts_online", { role: "student" });
    const peer = await ben.live();
    const now = await Scraped.of(school);
    expect(now.value("encrptalk_accounts_online", { role: "student" })).toBe(student + 1);
    expect(await moved("encrptalk_accounts_online", { role: "admin" })).toBe(0);
    peer.close();
  });
});

describe("messages", () => {
  test("a message is counted, timed, committed and delivered to everyone who is there", async () => {
    const peers = [await asha.live(), await asha.live(), await rao.live()];
    before = await Scraped.of(school);
    await rao.command(rao.message(room, "The library is open"));
    await asha.command(asha.message(room, "Thank you"));
    for (const peer of peers) await peer.settle();
    const now = await Scraped.of(school);
    const sent = { type: "message.send", outcome: "done" };
    expect(await moved("encrptalk_commands_total", sent)).toBe(2);
    for (const name of [
      "encrptalk_send_duration_seconds",
      "encrptalk_commit_duration_seconds",
      "encrptalk_commit_writes",
    ])
      expect([name, now.seen(name) - before.seen(name) >= 2]).toEqual([name, true]);
    const frames = await moved("encrptalk_published_frames_total", { kind: "durable" });
    expect(frames).toBeGreaterThanOrEqual(2);
    expect(await moved("encrptalk_deliveries_total", { kind: "durable" })).toBe(frames * peers.length);
    for (const peer of peers) peer.close();
  });

  test("over WebSocket as over HTTP", async () => {
    const peer = await asha.live();
    before = await Scraped.of(school);
    await peer.request(asha.message(room, "Hello"));
    expect(await moved("encrptalk_commands_total", { type: "message.send", outcome: "done" })).toBe(1);
    peer.close();
  });

  test("typing is delivered too, as what may be dropped", async () => {
    const watching = await rao.live();
    const peer = await asha.live();
    before = await Scraped.of(school);
    await peer.request({ type: "typing.set", roomId: room, typing: true });
    await watching.next(({ type }) => type === "typing");
    expect(await moved("encrptalk_published_frames_total", { kind: "ephemeral" })).toBeGreaterThanOrEqual(1);
    expect(await moved("encrptalk_deliveries_total", { kind: "ephemeral" })).toBeGreaterThanOrEqual(2);
    for (const each of [peer, watching]) each.close();
  });

  test("what is refused counts by its code, and what is no command as another", async () => {
    const lost = asha.command(asha.message("no-room-0001" as RoomId, "Hello"));
    expect(await refusalOf(lost)).toBe("room-not-found");
    expect(await moved("encrptalk_commands_total", { type: "message.send", outcome: "refused" })).toBe(1);
    expect(await moved("encrptalk_refusals_total", { code: "room-not-found" })).toBe(1);
    const peer = await asha.connect();
    for (const type of ["message.shout", "message.whisper", "account.delete"]) await peer.ask({ type });
    expect(await moved("encrptalk_commands_total", { type: "other", outcome: "refused" })).toBe(3);
    expect(await moved("encrptalk_refusals_total", { code: "unknown-command" })).toBe(3);
    peer.close();
  });
});

describe("the store", () => {
  test("its files have sizes, and nothing waits when nobody asks", async () => {
    for (const file of ["database", "database-wal", "index"])
      expect([file, before.value("encrptalk_file_bytes", { file }) > 0]).toEqual([file, true]);
    // The scrape itself looks for the last backup, by the reader.
    for (const thread of ["writer", "search"])
      expect([thread, before.value("encrptalk_queued_calls", { thread })]).toEqual([thread, 0]);
  });

  test("the last backup is known as soon as one was recorded", async () => {
    expect(before.value("encrptalk_last_backup_timestamp_seconds")).toBe(0);
    expect(recordBackup(dataFilesOf(school.config.dataDirectory).database, 1_700_000_000_000)).toBe(true);
    await until((now) => now.value("encrptalk_last_backup_timestamp_seconds") === 1_700_000_000);
  });

  test("the index has everything a moment after it was written", async () => {
    await rao.command(rao.message(room, "A word to be found"));
    await until((now) => now.value("encrptalk_index_lag_positions") === 0);
    await until((now) => now.value("encrptalk_index_lag_seconds") === 0);
  });
});

describe("the process", () => {
  test("its processor time, memory, files, age and versions", async () => {
    const now = await Scraped.of(school);
    expect(now.value("process_cpu_seconds_total")).toBeGreaterThan(before.value("process_cpu_seconds_total"));
    expect(now.value("process_resident_memory_bytes")).toBeGreaterThan(10 * 1024 * 1024);
    expect(now.value("encrptalk_heap_bytes")).toBeGreaterThan(1024 * 1024);
    expect(now.value("process_open_fds")).toBeGreaterThan(5);
    expect(now.value("process_max_fds")).toBeGreaterThan(now.value("process_open_fds"));
    const age = Date.now() / 1_000 - now.value("process_start_time_seconds");
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(3_600);
    expect(now.value("encrptalk_build_info", { bun: Bun.version })).toBe(1);
  });

  test("an event loop that stands still is late", async () => {
    const late = (scraped: Scraped) =>
      scraped.seen("encrptalk_event_loop_delay_seconds") -
      scraped.seen("encrptalk_event_loop_delay_seconds", "0.1");
    const lateBefore = late(before);
    const until300 = performance.now() + 300;
    while (performance.now() < until300);
    await until((now) => late(now) > lateBefore);
  });
});

describe("doors", () => {
  test("HTTP answers by class", async () => {
    await school.fetch("GET", "/api/nothing", {});
    await school.fetch("GET", "/healthz", {});
    expect(await moved("encrptalk_http_answers_total", { status: "4xx" })).toBe(1);
    // The scrape itself is counted after it was answered: once for what was seen before, and healthz.
    expect(await moved("encrptalk_http_answers_total", { status: "2xx" })).toBeGreaterThanOrEqual(2);
  });

  test("sign-ins by what came of them", async () => {
    const signIn = (password: string) =>
      school.fetch(
        "POST",
        "/api/sign-in",
        { origin: school.url },
        { identifier: "rao@hill.example", password },
      );
    await school.signIn("rao@hill.example");
    for (let attempt = 0; attempt < 12; attempt += 1) await signIn(`wrong password ${attempt}`);
    expect(await moved("encrptalk_sign_ins_total", { outcome: "done" })).toBe(1);
    expect(await moved("encrptalk_sign_ins_total", { outcome: "wrong-credentials" })).toBe(10);
    expect(await moved("encrptalk_sign_ins_total", { outcome: "rate-limited" })).toBe(2);
    expect(await moved("encrptalk_refusals_total", { code: "rate-limited" })).toBe(2);
  });
});

test("a scrape takes less than five milliseconds of processor time, with what its reader takes", async () => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const begun = process.cpuUsage();
  for (let scrape = 0; scrape < 50; scrape += 1)
    await (await school.fetch("GET", "/metrics", headers)).text();
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 50).toBeLessThan(5_000);
});

test("nothing that anybody says or is called becomes a time series", async () => {
  const peer = await asha.connect();
  for (let n = 0; n < 50; n += 1) {
    await peer.ask({ type: `made.up-${n}`, roomId: `room-${n}` });
    await school.fetch("GET", `/api/rooms/room-${n}/events`, asha.headers);
    (await Peer.connect(school.url, asha.headers)).socket.close(3_000 + n);
  }
  const closed = { code: "other" };
  await until((now) => now.value("encrptalk_websockets_closed_total", closed) >= 50);
  const now = await Scraped.of(school);
  // One for each first `other`: of commands that were refused, and of close codes.
  expect(now.series - before.series).toBeLessThanOrEqual(2);
  for (const secret of [asha.me.accountId, asha.me.deviceId, room, asha.me.name, "made.up", "room-1"])
    expect([secret, now.text.includes(secret)]).toEqual([secret, false]);
  peer.close();
});

test("whoever sends faster than they may is counted", async () => {
  const { school: strict, rao: hasty } = await School.open({
    config: { metricsToken: TOKEN, commandsPerSecond: 1 },
    clock: new FakeClock(),
  });
  const peer = await hasty.connect();
  for (let n = 0; n < 5; n += 1) await peer.ask({ type: "beat" });
  const now = await Scraped.of(strict);
  expect(now.value("encrptalk_refusals_total", { code: "rate-limited" })).toBeGreaterThanOrEqual(2);
  expect(now.value("encrptalk_commands_total", { type: "other", outcome: "refused" })).toBeGreaterThanOrEqual(
    2,
  );
  await strict.close();
});

test("whoever stops reading is a slow reader, misses typing, and is then dropped", async () => {
  const clock = new FakeClock();
  const { school: crowded, rao } = await School.open({ config: { metricsToken: TOKEN }, clock });
  const ben = await crowded.enrol(rao, "Ben Okafor");
  const room = await ben.defaultRoom();
  const stuck = await connectAndStopReading(ben);
  const watching = await rao.live();
  const longText = "👨‍👩‍👧‍👦".repeat(2_000);
  const most = { slowReaders: 0, buffered: 0, drops: 0 };
  let now = await Scraped.of(crowded);
  for (let sent = 0; sent < 600 && now.value("encrptalk_websockets") > 1; sent += 1) {
    // Loopback swallows megabytes before it pushes back, and then there must be time to look.
    for (let n = 0; n < (most.buffered === 0 ? 8 : 1); n += 1) await rao.command(rao.message(room, longText));
    await watching.request({ type: "typing.set", roomId: room, typing: true });
    clock.pass(1_000);
    await watching.settle();
    now = await Scraped.of(crowded);
    most.slowReaders = Math.max(most.slowReaders, now.value("encrptalk_slow_readers"));
    most.buffered = Math.max(most.buffered, now.value("encrptalk_buffered_bytes"));
    most.drops = Math.max(most.drops, now.value("encrptalk_ephemeral_drops_total"));
  }
  expect(most.slowReaders).toBe(1);
  expect(most.buffered).toBeGreaterThan(64 * 1024);
  expect(most.drops).toBeGreaterThan(0);
  expect(now.value("encrptalk_slow_readers")).toBe(0);
  expect(now.value("encrptalk_slow_readers_dropped_total")).toBe(1);
  stuck.terminate();
  await crowded.close();
}, 30_000);
