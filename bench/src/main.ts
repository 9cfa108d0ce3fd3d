import { relative } from "node:path";
import { ArgumentsError, parseArguments } from "./arguments.ts";
import { describeMachine } from "./machine.ts";
import { hasProcessorTimes } from "./processor-time.ts";
import { formatRow } from "./report/table.ts";
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
    return (await measure(given)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** Whether all rows that were asked for could be measured. */
async function measure(given: string[]): Promise<boolean> {
  const { rows, ...effort } = parseArguments(given, ROWS);
  const machine = describeMachine();
  console.log(
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, Linux ${machine.linux}, Bun ${machine.bun}, commit ${machine.commit}`,
  );
  const results: RowResult[] = [];
  for (const row of rows) {
    console.error(`\nMeasuring ${row.name} …`);
    const result = await measureRow(row, effort);
    if (result === null) continue;
    results.push(result);
    console.log(`\n${formatRow(result)}`);
  }
  const path = await writeResults({
    date: new Date().toISOString(),
    command: ["npm run bench", ...(given.length > 0 ? ["--", ...given] : [])].join(" "),
    machine,
    rows: results,
  });
  console.log(
    `\nMedians of interleaved rounds, least–most in parentheses. All figures: ${relative(process.cwd(), path)}`,
  );
  return results.length === rows.length;
}

async function measureRow(row: Row, effort: Effort): Promise<RowResult | null> {
  try {
    return await row.measure(effort);
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    console.error(`${row.name} was not measured. ${error.message}`);
    return null;
  }
}
