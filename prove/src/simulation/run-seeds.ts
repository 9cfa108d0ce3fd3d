import { runCourse } from "./course.ts";
import { add, type Tally, tallyOf } from "./tally.ts";
import { Folders, makeTemplate } from "./template.ts";
import { BEGINNING } from "./time.ts";

/** Seeds whose outcome is told together. */
const AT_ONCE = 20;

// A process of its own: tries every nth seed, and says on standard output what came of them, a line of JSON each time.
const [first = 1, last = 1, step = 1] = process.argv.slice(2).map(Number);
const folders = new Folders();
process.on("exit", () => folders.close());
const template = await makeTemplate(folders, BEGINNING);

let tally: Tally = { seeds: 0, done: {}, failed: [] };
for (let seed = first; seed <= last; seed += step) {
  add(tally, tallyOf(await runCourse(seed, { folders, template })));
  if (tally.seeds === AT_ONCE || seed + step > last) {
    process.stdout.write(`${JSON.stringify(tally)}\n`);
    tally = { seeds: 0, done: {}, failed: [] };
  }
}
process.exit(0);
