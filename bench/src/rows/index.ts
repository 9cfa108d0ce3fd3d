import { desk } from "./desk.ts";
import { fanOut } from "./fan-out.ts";
import { flushes } from "./flushes.ts";
import { latency } from "./latency.ts";
import type { Row } from "./row.ts";
import { search } from "./search.ts";

export const ROWS: readonly Row[] = [flushes, fanOut, latency, desk, search];
