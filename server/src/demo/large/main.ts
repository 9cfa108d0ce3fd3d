import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { prepareDataDirectory } from "../../operations/data-directory.ts";
import { exitBecauseOf } from "../../operations/exit-because-of.ts";
import { prepareDemoFolder } from "../demo-folder.ts";
import { PEOPLE } from "../people.ts";
import { seededRandom } from "../random.ts";
import { fillSchool } from "./fill.ts";

// The sample school, grown: `bun server/src/demo/large/main.ts --students 10000 --messages 200000 FOLDER`.
try {
  const { values, positionals } = parseArgs({
    options: { students: { type: "string" }, messages: { type: "string" } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const [students, messages] = [Number(values.students), Number(values.messages)];
  if (folder === undefined || !Number.isSafeInteger(students) || !Number.isSafeInteger(messages))
    throw new Error("Give --students N --messages N and the folder to fill.");
  await grow(folder, { students, messages });
} catch (error) {
  exitBecauseOf(error);
}

async function grow(folder: string, size: { students: number; messages: number }): Promise<void> {
  const { database } = prepareDataDirectory(folder);
  if (existsSync(database)) throw new Error(`${folder} has a school already.`);
  const now = Date.now();
  await prepareDemoFolder(folder, { now });
  await fillSchool(database, size, {
    staffEmail: PEOPLE.rao.email,
    random: seededRandom(11),
    now,
    onProgress: process.stderr.isTTY
      ? (said) => void process.stderr.write(`\r${said} of ${size.messages} messages `)
      : () => {},
  });
}
