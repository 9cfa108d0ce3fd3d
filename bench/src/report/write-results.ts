import { rmSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY, RESULTS } from "../folders.ts";
import { formatMarkdown, PLOTS_FOLDER } from "./markdown.ts";
import { drawPlot } from "./plot.ts";
import type { Results } from "./results.ts";

/** Where the texts are written. */
export const LATEST = { json: join(RESULTS, "latest.json"), markdown: join(RESULTS, "latest.md") };

/**
 * Writes what was measured: all of it as JSON, the table as Markdown, and a drawing of each growth; those also into
 * `docs/performance/`, when asked to.
 */
export async function writeResults(results: Results, { docs }: { docs: boolean }): Promise<void> {
  await Bun.write(LATEST.json, `${JSON.stringify(results, null, 2)}\n`);
  await Bun.write(LATEST.markdown, formatMarkdown(results));
  rmSync(join(RESULTS, PLOTS_FOLDER), { recursive: true, force: true });
  const folders = [join(RESULTS, PLOTS_FOLDER), ...(docs ? [join(REPOSITORY, "docs", PLOTS_FOLDER)] : [])];
  for (const growth of results.rows.flatMap(({ growth }) => growth)) {
    const drawing = await drawPlot(growth);
    for (const folder of folders) await Bun.write(join(folder, `${growth.name}.svg`), drawing);
  }
}
