import { fanOut } from "./fan-out.ts";
import { latency } from "./latency.ts";
import type { Row } from "./row.ts";

export const ROWS: readonly Row[] = [fanOut, latency];
