import { relative } from "node:path";
import { ArgumentsError, parseArguments } from "./arguments.ts";
import { installLighthouse } from "./browser/lighthouse.ts";
import { describeMachine } from "./machine.ts";
import { installPeers } from "./peers/install.ts";
import { hasProcessorTimes } from "./processor-time.ts";
import { machineInWords } from "./report/results.ts";
import { formatRow } from "./report/table.ts";
import { formatTimes, type RowTime } from "./report/times.ts";
import { type NotMeasuredRow, summarise } from "./report/verdict.ts";
import { LATEST, writeResults } from "./report/write-results.ts";
import { ROWS } from "./rows/index.ts";
import { type Effort, NotMeasured, type Row, type RowResult } from "./rows/row.ts";

process.exit(await run(process.argv.slice(2)));

async function run(given: string[]): Promise<number> {
  if (!hasProcessorTimes()) {
    console.error("The bench needs Linux: it reads from /proc how much processor time a server uses.");
    return 1;
  }
  try {
    return (await obey(given)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** Whether all that was asked for could be done. */
async function obey(given: string[]): Promise<boolean> {
  const { rows, docs, installPeers: isToInstall, ...effort } = parseArguments(given, ROWS);
  if (isToInstall) return (await installLighthouse()) && (await installPeers());
  const machine = describeMachine();
  console.log(machineInWords(machine));
  const results: RowResult[] = [];
  const notMeasured: NotMeasuredRow[] = [];
  const times: RowTime[] = [];
  const command = ["npm run bench", ...(given.length > 0 ? ["--", ...given] : [])].join(" ");
  for (const row of rows) {
    console.error(`\nMeasuring ${row.name} …`);
    const startedAt = performance.now();
    const result = await measureRow(row, effort);
    times.push({ row: row.name, seconds: (performance.now() - startedAt) / 1_000 });
    if ("why" in result) {
      notMeasured.push(result);
      console.error(`${row.name} was not measured. ${result.why}`);
    } else {
      results.push(result);
      console.log(`\n${formatRow(result)}`);
    }
    // After each row, so that a bench which is ended keeps what it has.
    const date = new Date().toISOString();
    await writeResults({ date, command, machine, rows: results, notMeasured, times }, { docs });
  }
  console.log(`\n${summarise(results, notMeasured).join("\n")}\n\n${formatTimes(times)}`);
  const here = (path: string) => relative(process.cwd(), path);
  console.log(
    `\nMedians of interleaved rounds, least–most in parentheses. This table: ${here(LATEST.markdown)}. All figures: ${here(LATEST.json)}`,
  );
  return notMeasured.length === 0;
}

async function measureRow(row: Row, effort: Effort): Promise<RowResult | NotMeasuredRow> {
  try {
    return await row.measure(effort);
  } catch (error) {
    if (error instanceof NotMeasured) return { row: row.name, why: error.message };
    // What the other rows gave is not to be lost.
    console.error(error);
    return { row: row.name, why: `It failed: ${String(error).split("\n", 1)[0]}` };
  }
}
