import { join } from "node:path";

/** `in-page/` as one script. */
export async function inPageScript(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dirname, "in-page/main.ts")],
    target: "browser",
    format: "iife",
  });
  const [script] = outputs;
  if (!script) throw new Error("The script that measures in the page was not built.");
  return await script.text();
}
