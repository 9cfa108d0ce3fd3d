import { commitBatch } from "./commit-batch.ts";
import { Connection } from "./connection.ts";
import { serveCalls } from "./serve-calls.ts";

serveCalls((file) => new Connection(file, "write"), commitBatch);
