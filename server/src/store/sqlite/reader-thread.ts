import { answerReads } from "./answer-reads.ts";
import { serveCalls } from "./serve-calls.ts";

serveCalls("read", answerReads);
