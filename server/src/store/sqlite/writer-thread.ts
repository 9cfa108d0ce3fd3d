import { writing } from "./commit-batch.ts";
import { serveCalls } from "./serve-calls.ts";

serveCalls(writing);
