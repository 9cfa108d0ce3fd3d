import { relative } from "node:path";
import { ArgumentsError, parseArguments } from "./arguments.ts";
import { installLighthouse } from "./browser/lighthouse.ts";
import { describeMachine } from "./machine.ts";
import { installPeers } from "./peers/install.ts";
import { hasProcessorTimes } from "./processor-time.ts";
import { machineInWords } from "./report/results.ts";
import { formatRow } from "./report/table.ts";
import { type NotMeasuredRow, summarise } from "./report/verdict.ts";
import { writeResults } from "./report/write-results.ts";
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
  for (const row of rows) {
    console.error(`\nMeasuring ${row.name} …`);
    const result = await measureRow(row, effort);
    if ("why" in result) {
      notMeasured.push(result);
      console.error(`${row.name} was not measured. ${result.why}`);
    } else {
      results.push(result);
      console.log(`\n${formatRow(result)}`);
    }
  }
  const command = ["npm run bench", ...(given.length > 0 ? ["--", ...given] : [])].join(" ");
  const measured = { date: new Date().toISOString(), command, machine, rows: results, notMeasured };
  const { json, markdown } = await writeResults(measured, { docs });
  console.log(`\n${summarise(results, notMeasured).join("\n")}`);
  const here = (path: string) => relative(process.cwd(), path);
  console.log(
    `\nMedians of interleaved rounds, least–most in parentheses. This table: ${here(markdown)}. All figures: ${here(json)}`,
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
    return { row: row.name, why: `It failed: ${error}` };
  }
}
