import { join } from "node:path";
import { PROTOCOL } from "@encrptalk/protocol";
import type { Person, School } from "../program/school.ts";
import { notRun, type Proof, UNBROKEN } from "../proof.ts";

// Debian's own: another Python on the machine does not have its packages.
const PYTHON = "/usr/bin/python3";
const PROGRAM = join(import.meta.dirname, "python-peer.py");
const WHAT = "WebSocket client python3-websockets";

/** Debian's python3-websockets talks to the program. */
export async function python(school: School, person: Person): Promise<Proof> {
  const version = await run(["-c", "import websockets; print(websockets.__version__)"]);
  if (version === null) return notRun(WHAT, "inputs", "python3-websockets is not installed");
  const address = `${person.program.url.replace("http", "ws")}/ws`;
  const line = await run([PROGRAM, address, person.token, PROTOCOL, school.defaultRoom]);
  const { said, wrong } = JSON.parse(
    line ?? '{"said": 0, "wrong": ["the Python program ended with an error"]}',
  ) as { said: number; wrong: string[] };
  return {
    what: WHAT,
    kind: "inputs",
    count: said,
    broken: UNBROKEN,
    failures: wrong,
    figures: `version ${version}`,
  };
}

/** What it wrote, or `null` when it is not there or ended with an error. */
async function run(words: string[]): Promise<string | null> {
  if (!(await Bun.file(PYTHON).exists())) return null;
  const child = Bun.spawn([PYTHON, ...words], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
    timeout: 60_000,
  });
  const out = await new Response(child.stdout).text();
  return (await child.exited) === 0 ? out.trim() : null;
}
