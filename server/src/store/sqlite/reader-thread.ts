import { reading } from "./answer-reads.ts";
import { serveCalls } from "./serve-calls.ts";

serveCalls(reading);
