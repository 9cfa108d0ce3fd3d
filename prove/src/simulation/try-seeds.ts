import { availableParallelism } from "node:os";
import { join } from "node:path";
import { add, type Tally } from "./tally.ts";

const PROGRAM = join(import.meta.dirname, "run-seeds.ts");

/** Tries `count` seeds from `from` on, in a process for each core. `told`: how many are done. Rejects when one ends early. */
export async function trySeeds(
  from: number,
  count: number,
  told: (seeds: number) => void = () => {},
): Promise<Tally> {
  const sum: Tally = { seeds: 0, done: {}, failed: [] };
  const processes = Math.min(availableParallelism(), count);
  const run = async (index: number) => {
    const words = [from + index, from + count - 1, processes].map(String);
    const child = Bun.spawn([process.execPath, PROGRAM, ...words], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const end = () => child.kill();
    process.once("exit", end);
    const said = new Response(child.stderr).text();
    for await (const line of linesOf(child.stdout)) {
      add(sum, JSON.parse(line) as Tally);
      told(sum.seeds);
    }
    process.off("exit", end);
    if ((await child.exited) !== 0) throw new Error(`a process of the simulation ended: ${await said}`);
  };
  await Promise.all(Array.from({ length: processes }, (_, index) => run(index)));
  return sum;
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
