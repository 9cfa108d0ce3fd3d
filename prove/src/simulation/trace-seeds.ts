import { runCourse } from "./course.ts";
import { add, type Tally, tallyOf } from "./tally.ts";
import { Folders, makeTemplate } from "./template.ts";
import { BEGINNING } from "./time.ts";

/** As `trySeeds`, in this process and one after the other; says all that happens, and all that is wrong then. */
export async function traceSeeds(from: number, count: number, say: (line: string) => void): Promise<Tally> {
  const sum: Tally = { seeds: 0, done: {}, failed: [] };
  const folders = new Folders();
  try {
    const template = await makeTemplate(folders, BEGINNING);
    for (let seed = from; seed < from + count; seed++) {
      const trace: string[] = [];
      const outcome = await runCourse(seed, { folders, template, trace });
      say(`seed ${seed}`);
      for (const line of trace) say(line);
      for (const { kind, what } of outcome.findings) say(`${kind}: ${what}`);
      add(sum, tallyOf(outcome));
    }
  } finally {
    folders.close();
  }
  return sum;
}
