import { answerReads } from "./answer-reads.ts";
import { Connection } from "./connection.ts";
import { serveCalls } from "./serve-calls.ts";

serveCalls((file) => new Connection(file, "read"), answerReads);
