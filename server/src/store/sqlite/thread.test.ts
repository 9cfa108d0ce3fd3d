import { afterEach, expect, test } from "bun:test";
import { refusal } from "../contract/school.ts";
import { Thread } from "./thread.ts";
import { type Threads, workers } from "./threads.ts";

/** Answers each call with how many calls its batch had; dies of the call "die", and right after answering "last". */
const WORKER = `
  self.onmessage = ({ data }) => {
    const order = JSON.parse(data);
    if (order.close) return self.postMessage("closed");
    if (!order.calls) return;
    if (order.calls.some(({ name }) => name === "die")) setTimeout(() => { throw new Error("out of memory"); });
    else self.postMessage(JSON.stringify(order.calls.map(({ name }) => ({ result: name + " of " + order.calls.length }))));
    if (order.calls.some(({ name }) => name === "last")) throw new Error("out of memory");
  };
`;
const module = new URL(URL.createObjectURL(new Blob([WORKER], { type: "application/javascript" })));

const results: string[] = [];
const batches: { calls: number; ms: number }[] = [];
const failures: string[] = [];
const openThread = () =>
  new Thread<string>(
    { module, file: "school.sqlite", maxBatch: 512 },
    {
      onResult: (result) => results.push(result),
      onFailure: (cause) => failures.push(cause),
      onBatch: (calls, ms) => batches.push({ calls, ms }),
    },
  );

afterEach(() => {
  results.length = 0;
  batches.length = 0;
  failures.length = 0;
});

test("calls of one turn go together, and what comes while they are under way is the next batch", async () => {
  const thread = openThread();
  const first = [thread.call("a", null), thread.call("b", null)];
  const second = new Promise<string[]>((resolve) => {
    setImmediate(() =>
      resolve(Promise.all([thread.call("c", null), thread.call("d", null), thread.call("e", null)])),
    );
  });
  expect(await Promise.all(first)).toEqual(["a of 2", "b of 2"]);
  expect(await second).toEqual(["c of 3", "d of 3", "e of 3"]);
  expect(results).toEqual(["a of 2", "b of 2", "c of 3", "d of 3", "e of 3"]);
  await thread.close();
});

test("a batch that would follow too soon gathers what comes, and goes at once where none has just gone", async () => {
  let now = 1_000;
  const timers: { at: number; run: () => void }[] = [];
  const threads: Threads = {
    ...workers,
    now: () => now,
    after: (ms, run) => void timers.push({ at: now + ms, run }),
  };
  const thread = new Thread<string>(
    { module, file: "school.sqlite", maxBatch: 512, gatherMs: 2, threads },
    { onResult() {}, onFailure() {} },
  );
  expect(await thread.call("a", null)).toBe("a of 1");
  now += 0.5;
  const gathered = [thread.call("b", null)];
  await new Promise((resolve) => setImmediate(resolve));
  gathered.push(thread.call("c", null));
  expect(timers.map(({ at }) => at)).toEqual([1_002]);
  now = 1_002;
  for (const { run } of timers.splice(0)) run();
  expect(await Promise.all(gathered)).toEqual(["b of 2", "c of 2"]);
  const alone = thread.call("d", null);
  await new Promise((resolve) => setImmediate(resolve));
  now = 1_004;
  for (const { run } of timers.splice(0)) run();
  expect(await alone).toBe("d of 1");
  expect(await thread.call("after waiting in vain", null)).toBe("after waiting in vain of 1");
  now += 2;
  expect(await thread.call("e", null)).toBe("e of 1");
  expect(timers).toEqual([]);
  await thread.close();
});

test("what waits and is under way is counted until it is answered, and each batch is timed", async () => {
  const thread = openThread();
  const asked = [thread.call("a", null), thread.call("b", null)];
  expect(thread.queued).toBe(2);
  await Promise.all(asked);
  expect(thread.queued).toBe(0);
  expect(batches).toEqual([{ calls: 2, ms: expect.any(Number) }]);
  expect(batches[0]?.ms).toBeGreaterThan(0);
  await thread.close();
});

test("closing waits for what was asked, and then takes no more", async () => {
  const thread = openThread();
  const asked = thread.call("a", null);
  await thread.close();
  expect(await asked).toBe("a of 1");
  expect(await refusal(thread.call("b", null))).toBe("unavailable");
});

test("a thread that dies refuses what was under way, and another takes its place", async () => {
  const thread = openThread();
  expect(await Promise.all([thread.call("die", null), thread.call("a", null)].map(refusal))).toEqual([
    "unavailable",
    "unavailable",
  ]);
  expect(failures).toEqual([expect.stringContaining("out of memory")]);
  expect(await thread.call("b", null)).toBe("b of 1");
  await thread.close();
});

test("a thread that dies while nothing is under way takes along nothing that was just asked", async () => {
  const thread = openThread();
  for (let round = 0; round < 20; round++) {
    await thread.call("last", null);
    const outcome = refusal(thread.call("a", null));
    expect(["accepted", "unavailable"]).toContain(await outcome);
  }
  await thread.close();
});

test("past its bound a thread refuses rather than remembers", async () => {
  const thread = openThread();
  const calls = Array.from({ length: 100_001 }, (_, index) => thread.call(String(index), null));
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(outcomes.at(-1)).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  await thread.close();
});
