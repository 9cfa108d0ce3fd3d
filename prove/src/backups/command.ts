import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../../server/src/operations/encrptalk/main.ts");

export interface Ended {
  /** `null`: it was killed. */
  code: number | null;
  said: string;
}

/** `encrptalk` on a data folder, under another program where one is named. `killAfterMs`: never, if not given. */
export async function encrptalk(
  words: readonly string[],
  data: string,
  { under = [], killAfterMs }: { under?: readonly string[]; killAfterMs?: number } = {},
): Promise<Ended> {
  const child = Bun.spawn([...under, process.execPath, MAIN, ...words], {
    env: { ...process.env, DATA_DIR: data },
    stdout: "pipe",
    stderr: "pipe",
  });
  const timer = killAfterMs === undefined ? null : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const said = (
    await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  ).join("");
  await child.exited;
  if (timer) clearTimeout(timer);
  return { code: child.exitCode, said };
}

/** As `encrptalk`, where it must succeed. Throws what it said. */
export async function encrptalkWell(words: readonly string[], data: string): Promise<string> {
  const { code, said } = await encrptalk(words, data);
  if (code !== 0) throw new Error(`encrptalk ${words.join(" ")} ended with ${code}: ${said}`);
  return said;
}
