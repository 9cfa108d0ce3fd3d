import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { CLOSE, type CommandType, commandSchema, type ProtocolErrorBody } from "@encrptalk/protocol";
import { Speaker } from "../speaker.ts";
import { tried } from "../tried.ts";
import { CALLERS, type Caller, isSignedIn } from "./caller.ts";
import { COMMAND_ROWS, COMMANDS } from "./commands.ts";
import { outcomeOf, type Row } from "./may.ts";
import { BESIDE_THE_API, ROUTE_ROWS, ROUTES } from "./routes.ts";
import { Scene, type Target } from "./scene.ts";

let scene: Scene;
let cells = 0;
let leaked = 0;
beforeAll(async () => {
  scene = await Scene.set();
});
afterAll(async () => {
  tried("permissions: every route and command by everybody", cells, { broken: { leaked } });
  await scene.close();
});

/** An answer, in words that two of them can be compared by. */
interface Answer {
  status: number;
  text: string;
}

/** One cell of the table: a request that is made ready, and then made. */
type Prepare = (target: Target) => Promise<Ready>;

interface Ready {
  ask(): Promise<Answer>;
  /** What the asker says, which is no secret to them. */
  said: string;
}

test("the table has a row for every route that the program has, and for no other", async () => {
  const { paths } = (await (await scene.send("GET", "/api/openapi.json", {})).json()) as {
    paths: Record<string, object>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(ROUTES).sort()).toEqual([...routes, ...Object.keys(BESIDE_THE_API)].sort());
});

test("the table has a row for every command of the protocol, and for no other", () => {
  const types = commandSchema.def.options.map(({ shape }) => shape.type.def.values[0] as CommandType);
  expect(Object.keys(COMMANDS).sort()).toEqual([...types].sort());
});

describe("who may do what is checked at every door, and who may not changes nothing (P12, P34, P36, P42, P49)", () => {
  test.each(ROUTE_ROWS)("%s", async (_, row) => {
    for (const who of CALLERS) {
      const caller = scene.callers[who];
      await expectOutcome(row, caller, async (target) => {
        const { path, body, headers = caller.headers } = await row.ask(scene, target, caller);
        const said = path + JSON.stringify(body ?? "");
        return { said, ask: () => answerOf(scene.send(row.method, path, headers, body)) };
      });
    }
  });

  test.each(COMMAND_ROWS)("%s over HTTP", async (_, row) => {
    for (const who of CALLERS) {
      const caller = scene.callers[who];
      await expectOutcome(row, caller, async (target) => {
        const command = await row.ask(scene, target, caller);
        const body = { id: "1", command };
        const ask = () => answerOf(scene.send("POST", "/api/commands", caller.headers, body));
        return { said: JSON.stringify(body), ask };
      });
    }
  });
});

describe("the same over WebSocket", () => {
  const speakers = new Map<string, Speaker>();
  beforeAll(async () => {
    for (const caller of Object.values(scene.callers).filter(isSignedIn))
      speakers.set(caller.who, await connect(caller));
  });
  afterAll(() => {
    for (const speaker of speakers.values()) speaker.close();
  });

  test.each(COMMAND_ROWS)("%s", async (_, row) => {
    for (const [who, speaker] of speakers) {
      const caller = scene.callers[who as Caller["who"]];
      await expectOutcome(row, caller, async (target) => {
        const command = await row.ask(scene, target, caller);
        const ask = async () => {
          const reply = await speaker.ask(command);
          return { status: reply.ok ? 200 : 400, text: JSON.stringify({ ...reply, id: "" }) };
        };
        return { said: JSON.stringify(command), ask };
      });
    }
  });

  test("whoever is not signed in is not let in", async () => {
    for (const caller of Object.values(scene.callers).filter((each) => !isSignedIn(each))) {
      expect([caller.who, await (await connect(caller)).closed]).toEqual([caller.who, CLOSE.signedOut]);
      cells += 1;
    }
  });
});

const connect = ({ headers }: Caller) => Speaker.connect({ program: scene.program, headers });

/** One cell: what comes of it, what it changes, and that it tells nothing to whom it is not for. */
async function expectOutcome(row: Row, caller: Caller, prepare: Prepare): Promise<void> {
  const expected = outcomeOf(row, caller);
  const { ask, said } = await prepare(scene.real);
  const before = scene.database.content();
  const answer = await ask();
  const changed = changedTables(before, scene.database.content());
  const refusal = refusalIn(answer);
  cells += 1;

  expect({ who: caller.who, refusal }).toEqual({
    who: caller.who,
    refusal: expected === "done" || expected === "nothing" ? null : expected,
  });
  const writes = expected === "done" && row.writes;
  expect({ who: caller.who, writes: changed.length > 0, changed }).toEqual({
    who: caller.who,
    writes,
    changed: writes ? changed : [],
  });
  const secrets = scene
    .secretsFor(caller)
    .filter((secret) => answer.text.includes(secret) && !said.includes(secret));
  leaked += secrets.length;
  expect({ who: caller.who, secrets }).toEqual({ who: caller.who, secrets: [] });
  if (expected !== "done") await expectSameOfNothing(caller, prepare, answer);
}

/** Who may not know of something is answered as for something that is not there. */
async function expectSameOfNothing(caller: Caller, prepare: Prepare, answer: Answer): Promise<void> {
  // Whoever is in the room may know that it is there.
  if (scene.secretsFor(caller).length === 0) return;
  const ofNothing = await (await prepare(scene.nowhere)).ask();
  cells += 1;
  expect({ who: caller.who, ...answer }).toEqual({ who: caller.who, ...ofNothing });
}

const answerOf = async (asked: Promise<Response>): Promise<Answer> => {
  const response = await asked;
  return { status: response.status, text: await response.text() };
};

function refusalIn({ text }: Answer): string | null {
  // A file is no JSON.
  if (!text.startsWith("{")) return null;
  return (JSON.parse(text) as { error?: ProtocolErrorBody }).error?.code ?? null;
}

const changedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
