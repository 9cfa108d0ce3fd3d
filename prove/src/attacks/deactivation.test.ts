import { afterAll, beforeAll, expect, test } from "bun:test";
import { CLOSE, type RoomId, type Synced } from "@encrptalk/protocol";
import { Program } from "../program/program.ts";
import { FIRST_SYNC, type Person, School } from "../program/school.ts";
import { Database } from "./database.ts";
import { refusalOf } from "./refusal-of.ts";
import { SlowUpload } from "./slow-upload.ts";
import { Speaker } from "./speaker.ts";
import { IS_WHOLE, tried } from "./tried.ts";

const ROUNDS = IS_WHOLE ? 20 : 2;
/** What a request of somebody who is being deactivated may be told. */
const REFUSALS = ["unauthenticated", "account-deactivated", "room-not-found"];

let program: Program;
let school: School;
let database: Database;
let club: RoomId;
let tries = 0;
let round = 0;

beforeAll(async () => {
  program = await Program.start();
  school = await School.setUp(program);
  database = new Database(program);
  club = await school.createRoom("Chess club", []);
});
afterAll(async () => {
  tried("deactivated in the middle of requests, uploads and connections", tries);
  database.close();
  await program.close();
});

test("whoever is deactivated in the middle of anything leaves no session, no socket, and nothing that is stored later (P35, P36)", async () => {
  for (round = 1; round <= ROUNDS; round += 1) {
    const dan = await school.enrol("Dan");
    const lee = await school.hire("Mr Lee");
    for (const person of [dan, lee]) await person.command({ type: "room.join", roomId: club });
    await Promise.all([dan, lee].map((person) => endInTheMiddle(person)));
  }
});

async function endInTheMiddle(person: Person): Promise<void> {
  const { accountId } = person.me;
  const synced = await person.command(FIRST_SYNC);
  const sockets = await Promise.all(Array.from({ length: 4 }, () => connected(person)));
  const uploads = await Promise.all(Array.from({ length: 3 }, () => SlowUpload.begin(person, message())));
  const busy = { ends: false };
  const polls = [0, 1, 2].map(() =>
    goOn(busy, () => refusalOf(person.ask("POST", "/api/poll", waiting(synced)))),
  );
  const requests = [0, 1, 2].map(() => goOn(busy, () => refusalOf(person.command(message()))));
  const changes = goOn(busy, () => refusalOf(changeBy(person)));
  const spoken = sockets.map((socket) => goOn(busy, () => spokenBy(socket)));
  const openings = goOn(busy, () => opened(person));
  // When these are answered, all of it is under way.
  for (let said = 0; said < 5; said += 1) await person.command(message());

  await school.rao.ask("POST", `/api/people/${accountId}/deactivate`);
  const after = ownRows(accountId);
  for (const socket of sockets) expect(CLOSED).toContain(await socket.closed);
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  expect(answers).toEqual(answers.map(() => 401));
  busy.ends = true;
  for (const codes of await Promise.all(polls)) expect(REFUSALS).toContain(codes.at(-1) ?? "");
  for (const codes of await Promise.all([...requests, changes]))
    expect(REFUSALS).toContain(codes.at(-1) ?? "");
  for (const codes of await Promise.all(spoken))
    expect(["closed", ...REFUSALS]).toContain(codes.at(-1) ?? "");
  await openings;
  expect(await opened(person)).toBe("closed");

  expect(database.all("SELECT * FROM devices WHERE account_id = ?", accountId)).toEqual([]);
  // Not one more, though some were under way until now.
  expect(ownRows(accountId)).toEqual(after);
  expect(storedAfterDeactivation(accountId)).toEqual([]);
  expect(auditedAfterDeactivation(accountId)).toEqual([]);
  expect(await refusalOf(person.command({ type: "beat" }))).toBe("unauthenticated");
  tries += answers.length + polls.length + sockets.length;
}

const CLOSED: number[] = [CLOSE.deactivated, CLOSE.signedOut];

const message = () => ({
  type: "message.send" as const,
  roomId: club,
  messageId: crypto.randomUUID() as never,
  body: { alg: "plain" as const, text: "In the middle" },
});

/** What no room tells of: staff change people, and students their own devices. */
function changeBy(person: Person): Promise<unknown> {
  if (person.me.role === "student") return person.ask("POST", "/api/devices", { name: "Bot" });
  const name = `Pupil ${crypto.randomUUID()}`;
  return person.ask("PATCH", `/api/people/${school.rao.me.accountId}`, { name });
}

const waiting = ({ epoch, school, account, rooms }: Synced) => ({
  sync: {
    ...{ type: "sync", epoch, school, account },
    rooms: rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position })),
  },
  waitMs: 20_000,
});

async function connected(person: Person): Promise<Speaker> {
  const socket = await Speaker.connect(person);
  await socket.ask(FIRST_SYNC);
  return socket;
}

/** Asks again and again until it is refused or enough. */
async function goOn(busy: { ends: boolean }, ask: () => Promise<string>): Promise<string[]> {
  const codes: string[] = [];
  do {
    codes.push(await ask());
    tries += 1;
  } while (codes.at(-1) === "done" && !busy.ends);
  return codes;
}

const spokenBy = async (socket: Speaker): Promise<string> => {
  const reply = socket.ask(message()).then((frame) => (frame.ok ? "done" : frame.error.code));
  return await Promise.race([reply, socket.closed.then(() => "closed")]);
};

/** `done` when a new connection was taken and answered; it is closed then. */
async function opened(person: Person): Promise<string> {
  const socket = await Speaker.connect(person);
  const answered = await spokenBy(socket);
  socket.close();
  await socket.closed;
  return answered;
}

/** What the account has said and marked. */
const ownRows = (accountId: string) => ({
  events: database.all("SELECT count(*) AS count FROM events WHERE account_id = ?", accountId),
  marks: database.all("SELECT * FROM memberships WHERE account_id = ?", accountId),
});

/** The desk's row of a student was changed by the deactivation: nothing of theirs comes after it. */
const storedAfterDeactivation = (accountId: string) =>
  database.all(
    `SELECT position FROM events WHERE account_id = ?1
     AND position > (SELECT position FROM students WHERE account_id = ?1)`,
    accountId,
  );

/** The audit log has everything in the order in which it was committed. */
const auditedAfterDeactivation = (accountId: string) =>
  database.all(
    `SELECT kind FROM audit WHERE account_id = ?1
     AND number > (SELECT number FROM audit WHERE kind = 'account.deactivated' AND subject_id = ?1)`,
    accountId,
  );
