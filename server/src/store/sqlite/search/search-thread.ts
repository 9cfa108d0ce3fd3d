import { serveCalls } from "../serve-calls.ts";
import { searching } from "./answer-searches.ts";

serveCalls(searching());
