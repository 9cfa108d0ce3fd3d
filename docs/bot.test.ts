import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Api, createApi, createClient } from "@encrptalk/client";

const PASSWORD = "correct horse battery";
const folder = await mkdtemp(join(tmpdir(), "encrptalk-bot-"));
const programs: Bun.Subprocess[] = [];
let url = "";
let setUpCode = "";

beforeAll(async () => {
  const main = join(import.meta.dir, "../server/src/main.ts");
  const settings = { DATA_DIR: folder, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "error" };
  const server = run(main, settings);
  const said = await hear(server.stdout, /with the code {2}\S+\n/);
  url = `http://127.0.0.1:${/ready at \S+:(\d+)/.exec(said)?.[1]}`;
  setUpCode = /with the code {2}(\S+)/.exec(said)?.[1] ?? "";
});

afterAll(async () => {
  for (const program of programs) program.kill();
  await Promise.all(programs.map(({ exited }) => exited));
  await rm(folder, { recursive: true });
});

test("the bot of the examples answers in a room, with a token that Ms Rao has made for it", async () => {
  const rao = browser();
  await rao.setUp({
    code: setUpCode,
    schoolName: "Hill School",
    name: "Ms Rao",
    email: "rao@hill.example",
    password: PASSWORD,
  });
  const { token } = await rao.addProgram("Dice");
  const bot = run(join(import.meta.dir, "examples/bot.ts"), { ENCRPTALK_URL: url, ENCRPTALK_TOKEN: token });
  await hear(bot.stdout, /live/);

  const asha = createClient({ url, authentication: { kind: "bearer", token: await tokenOfAsha(rao) } });
  const answered = new Promise<string>((resolve) => {
    asha.onEvent(({ event }) => {
      if (event.type !== "message.sent" || event.body?.alg !== "plain") return;
      if (event.body.replyTo !== undefined) resolve(event.body.text);
    });
  });
  const joined = new Promise<void>((resolve) => {
    asha.rooms.subscribe(() => asha.rooms.get().rows.length > 0 && resolve());
  });
  await joined;
  const [row] = asha.rooms.get().rows;
  if (row === undefined) throw new Error("Asha is in no room");
  asha.room(row.roomId).send({ text: "!dice" });
  expect(await answered).toMatch(/^You threw [1-6]\.$/);
  asha.close();
});

test("the bot is under 30 lines", async () => {
  const source = await Bun.file(join(import.meta.dir, "examples/bot.ts")).text();
  expect(source.trim().split("\n").length).toBeLessThan(30);
});

/** Asha is invited, chooses a password, and makes a token for a program of her own. */
async function tokenOfAsha(rao: Api): Promise<string> {
  const { link } = await rao.addPerson({
    role: "student",
    name: "Asha",
    email: "asha@hill.example",
    rollId: "A-1",
    className: "10 B",
  });
  const asha = browser();
  await asha.redeemLink({ token: new URL(link.url).hash.slice(1), password: PASSWORD });
  return (await asha.addProgram("Script")).token;
}

/** A browser of its own: it says where it comes from, and keeps its cookie. */
function browser(): Api {
  let cookie = "";
  const fetchAsBrowser = async (input: RequestInfo | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", url);
    headers.set("cookie", cookie);
    const response = await fetch(input, { ...init, headers });
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return response;
  };
  return createApi({ url, authentication: { kind: "cookie" }, fetch: fetchAsBrowser as typeof fetch });
}

function run(file: string, settings: Record<string, string>): Bun.Subprocess<"ignore", "pipe", "inherit"> {
  const program = Bun.spawn([process.execPath, file], {
    env: { ...process.env, ...settings },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  programs.push(program);
  return program;
}

/** Resolves when a program has said it. */
async function hear(output: ReadableStream<Uint8Array>, what: RegExp): Promise<string> {
  const decoder = new TextDecoder();
  let said = "";
  for await (const chunk of output) {
    said += decoder.decode(chunk, { stream: true });
    if (what.test(said)) return said;
  }
  throw new Error(`It ended, having said: ${said}`);
}
