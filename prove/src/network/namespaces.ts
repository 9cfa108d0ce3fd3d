import { join } from "node:path";
import { notRun, type Proof } from "../proof.ts";
import { CLIENTS, makeLink, removeLink, whyNoLink } from "./link.ts";

const WHAT = "network: a link between two network namespaces";
const PROGRAM = join(import.meta.dirname, "namespace-clients.ts");

/** The program and its clients, each on a network of their own; the link between them is taken down. Linux, as root. */
export async function* namespaces(): AsyncIterable<Proof> {
  const why = whyNoLink();
  if (why !== null) return yield notRun(WHAT, "faults", why);
  removeLink();
  process.once("exit", removeLink);
  try {
    const refused = whyNotMade();
    if (refused === null) yield* await runClients();
    else yield notRun(WHAT, "faults", `no network namespace can be made here (${refused})`);
  } finally {
    removeLink();
    process.off("exit", removeLink);
  }
}

function whyNotMade(): string | null {
  try {
    makeLink();
    return null;
  } catch (error) {
    return String(error);
  }
}

/** Who is in a namespace stays there: the clients are a program of their own. */
async function runClients(): Promise<Proof[]> {
  const clients = Bun.spawn(["ip", "netns", "exec", CLIENTS.namespace, process.execPath, PROGRAM], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, error, exitCode] = await Promise.all([
    new Response(clients.stdout).text(),
    new Response(clients.stderr).text(),
    clients.exited,
  ]);
  if (exitCode !== 0) throw new Error(`the clients in their namespace ended with ${exitCode}: ${error}`);
  return out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Proof);
}
