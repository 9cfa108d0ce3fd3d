import { desk } from "./desk.ts";
import { fanOut } from "./fan-out.ts";
import { flushes } from "./flushes.ts";
import { history } from "./history.ts";
import { idle } from "./idle.ts";
import { latency } from "./latency.ts";
import { lighthouse } from "./lighthouse.ts";
import type { Row } from "./row.ts";
import { search } from "./search.ts";
import { sends } from "./sends.ts";
import { smallRooms } from "./small-rooms.ts";
import { startUp } from "./start-up.ts";
import { storm } from "./storm.ts";
import { web } from "./web.ts";

export const ROWS: readonly Row[] = [
  flushes,
  fanOut,
  smallRooms,
  latency,
  sends,
  idle,
  storm,
  history,
  desk,
  search,
  startUp,
  web,
  lighthouse,
];
