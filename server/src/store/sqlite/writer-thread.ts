import { commitBatch } from "./commit-batch.ts";
import { serveCalls } from "./serve-calls.ts";

serveCalls("write", commitBatch);
