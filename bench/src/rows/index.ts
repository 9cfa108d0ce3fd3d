import { fanOut } from "./fan-out.ts";
import { flushes } from "./flushes.ts";
import { latency } from "./latency.ts";
import type { Row } from "./row.ts";

export const ROWS: readonly Row[] = [flushes, fanOut, latency];
