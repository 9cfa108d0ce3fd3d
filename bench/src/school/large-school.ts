import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE, REPOSITORY } from "../folders.ts";
import { NotMeasured } from "../rows/row.ts";
import { hashOfGrowth } from "./hash-of-migrations.ts";

export interface LargeSchool {
  students: number;
  messages: number;
}

/** Messages of the schools in which it is measured how costs grow. */
export const MESSAGES = { few: 200_000, many: 1_000_000, most: 10_000_000 } as const;
const STUDENTS = 10_000;
/** `small`: of everything. */
const SMALL_SHARE = 0.01;

/** Who is in the sample school that the large one is grown from, and its one large room. */
export const SAMPLE = {
  staff: "rao@hillcrest.example.org",
  student: "asha.menon@hillcrest.example.org",
  password: "open sesame",
  hall: "Great hall",
} as const;

/** A school with so many messages, or a hundredth of it. */
export function sizeOf(messages: number, { small }: { small: boolean }): LargeSchool {
  const share = small ? SMALL_SHARE : 1;
  return { students: STUDENTS * share, messages: messages * share };
}

/** In words. */
export const describeSize = ({ students, messages }: LargeSchool): string =>
  `${students.toLocaleString("en")} students, ${messages.toLocaleString("en")} messages`;

/**
 * The data folder of a school with so many students and messages, a tenth of these in one room. Made once, by the
 * program that makes the demo, and kept: what reads it adds no more than a device.
 */
export async function largeSchool({ students, messages }: LargeSchool): Promise<string> {
  const prefix = `large-${students}-${messages}-`;
  const name = `${prefix}${hashOfGrowth()}`;
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  for (const former of readdirSync(CACHE))
    if (former.startsWith(prefix)) rmSync(join(CACHE, former), { recursive: true });
  console.error(`Preparing a school of ${students} students and ${messages} messages, once …`);
  const unfinished = join(CACHE, `unfinished-${name}`);
  rmSync(unfinished, { recursive: true, force: true });
  const program = join(REPOSITORY, "server/src/demo/large/main.ts");
  const size = ["--students", String(students), "--messages", String(messages)];
  const made = Bun.spawn([process.execPath, program, ...size, unfinished], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if ((await made.exited) !== 0) throw new NotMeasured("The large school could not be made; see above.");
  renameSync(unfinished, folder);
  return folder;
}
