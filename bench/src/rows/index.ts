import { desk } from "./desk.ts";
import { fanOut } from "./fan-out.ts";
import { flushes } from "./flushes.ts";
import { idle } from "./idle.ts";
import { latency } from "./latency.ts";
import { lighthouse } from "./lighthouse.ts";
import type { Row } from "./row.ts";
import { search } from "./search.ts";
import { web } from "./web.ts";
import { sends } from "./sends.ts";
import { smallRooms } from "./small-rooms.ts";
import { storm } from "./storm.ts";

export const ROWS: readonly Row[] = [flushes, fanOut, smallRooms, latency, sends, idle, storm, desk, search, web, lighthouse];
