import { afterEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../src/main.ts");
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const start = (environment: Record<string, string>) =>
  Bun.spawn([process.execPath, MAIN], {
    env: { PATH: process.env.PATH ?? "", HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", ...environment },
    stdout: "pipe",
    stderr: "pipe",
  });

/** What a start that fails says, and its exit status. */
async function failure(environment: Record<string, string>) {
  const server = start(environment);
  const [said, status] = await Promise.all([new Response(server.stderr).text(), server.exited]);
  return { said: said.trimEnd().split("\n"), status };
}

describe("a start that cannot be says why in one sentence and ends with status 1", () => {
  test("when a setting is wrong", async () => {
    expect(await failure({ PORT: "eighty", DATA_DIR: newFolder() })).toEqual({
      said: ['PORT must be a whole number from 0 to 65535 (it is "eighty").'],
      status: 1,
    });
  });

  test("when the port is taken", async () => {
    const other = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
    const { said, status } = await failure({ PORT: String(other.port), DATA_DIR: newFolder() });
    expect(said).toEqual([expect.stringContaining("The port is in use by another program.")]);
    expect(status).toBe(1);
    await other.stop(true);
  });

  test("when the database is not one", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "encrptalk.db"),
      "this is a shopping list, not a database, and long enough to be read",
    );
    const { said, status } = await failure({ DATA_DIR: folder });
    expect(said).toEqual([expect.stringContaining("is damaged or not a database")]);
    expect(status).toBe(1);
  });

  test("when the data folder cannot be one", async () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    const { said, status } = await failure({ DATA_DIR: join(file, "data") });
    expect(said).toEqual([expect.stringContaining("cannot be used")]);
    expect(status).toBe(1);
  });

  test("when another server has the data folder", async () => {
    const folder = newFolder();
    const first = start({ DATA_DIR: folder });
    await ready(first);
    const { said, status } = await failure({ DATA_DIR: folder });
    expect(said).toEqual([expect.stringContaining("in use by another Encrptalk")]);
    expect(status).toBe(1);
    first.kill("SIGKILL");
    await first.exited;
  });
});

test("a first start prints the address and a set-up code; SIGTERM ends it with status 0, and a second start keeps the code", async () => {
  const folder = newFolder();
  const codes: string[] = [];
  for (let i = 0; i < 2; i++) {
    const server = start({ DATA_DIR: folder });
    codes.push(/with the code {2}(\S+)/.exec(await ready(server))?.[1] ?? "");
    server.kill("SIGTERM");
    expect(await server.exited).toBe(0);
  }
  expect(codes[0]).toMatch(/^[0-9A-Z-]{10,}$/);
  expect(codes[1]).toBe(codes[0] ?? "");
});

/** What the server prints until it is ready, the set-up line included. */
async function ready(server: ReturnType<typeof start>): Promise<string> {
  let printed = "";
  for await (const chunk of server.stdout) {
    printed += new TextDecoder().decode(chunk);
    if (printed.includes("with the code")) return printed;
  }
  throw new Error(`the server ended: ${printed}`);
}
