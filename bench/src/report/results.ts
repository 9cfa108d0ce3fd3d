import type { Machine } from "../machine.ts";
import type { RowResult } from "../rows/row.ts";
import type { RowTime } from "./times.ts";
import type { NotMeasuredRow } from "./verdict.ts";

/** All that was measured in one command. */
export interface Results {
  date: string;
  command: string;
  machine: Machine;
  rows: RowResult[];
  notMeasured: NotMeasuredRow[];
  times: RowTime[];
}

export const machineInWords = ({ processor, cores, memoryGigabytes, linux, bun, commit }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGigabytes} GB, Linux ${linux}, Bun ${bun}, commit ${commit}`;
