import type { Machine } from "../machine.ts";
import type { RowResult } from "../rows/row.ts";
import type { NotMeasuredRow } from "./verdict.ts";

/** All that was measured in one command. */
export interface Results {
  date: string;
  command: string;
  machine: Machine;
  rows: RowResult[];
  notMeasured: NotMeasuredRow[];
}

export const machineInWords = ({ processor, cores, memoryGigabytes, linux, bun, commit }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGigabytes} GB, Linux ${linux}, Bun ${bun}, commit ${commit}`;
