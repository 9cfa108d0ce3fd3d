import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import type { AccountId, RoomId } from "@encrptalk/protocol";
import { Program } from "../../program/program.ts";
import { type Person, School } from "../../program/school.ts";

/** On the repository's disk, since /tmp is often memory only. */
const CACHE = join(import.meta.dirname, "../../../.cache");
const MIGRATIONS = join(import.meta.dirname, "../../../../server/src/store/sqlite/migrations");

/** To be raised when what is prepared changes. */
const VERSION = 2;
const DEVICES_PER_ACCOUNT = 5;
const STAFF = 8;
const STUDENTS = 390;
const CLASS_SIZES = [10, 20, 30, 40, 50];
const CLASSES = 40;
/** As many as the server hashes passwords for at the same time, and as many again waiting. */
const SIGN_IN_AT_ONCE = 4;

/** A person of the prepared school, with a bearer token for each device. */
export interface Member {
  accountId: AccountId;
  tokens: string[];
}

/** A school whose people have 2,000 devices, which are about to come, and an abuser. */
export interface CrowdedSchool {
  staff: Member[];
  students: Member[];
  /** Two students who will stop reading. */
  dawdlers: Member[];
  /** A student who will do whatever an account can do to a server. */
  abuser: Member;
  everyone: RoomId;
  /** With the accounts in each. */
  classes: { roomId: RoomId; members: AccountId[] }[];
  /** Of the dawdlers and the first of the staff, for long texts. */
  gallery: RoomId;
  conversations: { roomId: RoomId; student: AccountId }[];
}

/** The school, and a data folder with it; made once in half a minute or so, since every password is hashed. */
export async function prepareSchool(
  say: (line: string) => void,
): Promise<{ data: string; school: CrowdedSchool }> {
  const name = `crowd-${VERSION}-${hashOfMigrations()}`;
  const folder = join(CACHE, name);
  const file = join(folder, "school.json");
  if (!existsSync(file)) {
    forgetFormer();
    say("preparing a school of 401 people, once …");
    const unfinished = join(CACHE, "unfinished-crowd");
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(join(unfinished, "data"), { recursive: true });
    const made = await makeSchool(join(unfinished, "data"));
    await Bun.write(join(unfinished, "school.json"), JSON.stringify(made));
    renameSync(unfinished, folder);
  }
  return { data: join(folder, "data"), school: (await Bun.file(file).json()) as CrowdedSchool };
}

/** A copy of a data folder, for one run to write to. */
export function makeWorkingCopy(data: string): { data: string; remove(): void } {
  const copy = mkdtempSync(join(CACHE, "run-"));
  const remove = () => rmSync(copy, { recursive: true, force: true });
  process.on("exit", remove);
  cpSync(data, copy, { recursive: true });
  return { data: copy, remove };
}

async function makeSchool(data: string): Promise<CrowdedSchool> {
  const program = await Program.start({ data });
  try {
    const school = await School.setUp(program);
    const staff = [school.rao, ...(await inGroups(STAFF - 1, (n) => school.hire(`Teacher ${n + 2}`)))];
    const students = await inGroups(STUDENTS, (n) => school.enrol(`Student ${n + 1}`));
    const dawdlers = await inGroups(2, (n) => school.enrol(`Dawdler ${n + 1}`));
    const abuser = await school.enrol("Mallory");
    const classes: CrowdedSchool["classes"] = [];
    for (let number = 0; number < CLASSES; number += 1)
      classes.push(await makeClass(school, number, students));
    const mallorysClass = classes[2];
    if (mallorysClass) await abuser.command({ type: "room.join", roomId: mallorysClass.roomId });
    const gallery = await school.createRoom("Gallery", dawdlers);
    const conversations: CrowdedSchool["conversations"] = [];
    for (const { me } of students)
      conversations.push({
        roomId: await school.openConversation(me.accountId),
        student: me.accountId,
      });
    return {
      staff: await withDevices(staff),
      students: await withDevices(students),
      dawdlers: await withDevices(dawdlers),
      abuser: (await withDevices([abuser])).at(0) as Member,
      everyone: school.defaultRoom,
      classes,
      gallery,
      conversations,
    };
  } finally {
    await program.stop();
    await program.close();
  }
}

/** Each begins where the one before ended, so that all students are in two or three. */
async function makeClass(school: School, number: number, students: readonly Person[]) {
  const size = CLASS_SIZES[number % CLASS_SIZES.length] as number;
  const first = number * 30;
  const chosen = Array.from({ length: size }, (_, index) => students[(first + index) % students.length]);
  const members = chosen.filter((member): member is Person => member !== undefined);
  const roomId = await school.createRoom(`Class ${number + 1}`, members);
  return { roomId, members: [school.rao, ...members].map(({ me }) => me.accountId) };
}

async function withDevices(people: readonly Person[]): Promise<Member[]> {
  const members: Member[] = [];
  for (const person of people) {
    const others = await Promise.all(
      Array.from({ length: DEVICES_PER_ACCOUNT - 1 }, () => person.anotherDevice()),
    );
    members.push({
      accountId: person.me.accountId,
      tokens: [person, ...others].map(({ token }) => token),
    });
  }
  return members;
}

async function inGroups(count: number, make: (number: number) => Promise<Person>): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) {
    const group = Math.min(SIGN_IN_AT_ONCE, count - people.length);
    people.push(...(await Promise.all(Array.from({ length: group }, (_, n) => make(people.length + n)))));
  }
  return people;
}

/** A school made for other tables is of no use. */
function hashOfMigrations(): string {
  const hash = new Bun.CryptoHasher("sha256");
  for (const name of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest("hex").slice(0, 12);
}

function forgetFormer(): void {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE))
    if (name.startsWith("crowd-")) rmSync(join(CACHE, name), { recursive: true });
}
