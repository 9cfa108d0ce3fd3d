import { serveCalls } from "../serve-calls.ts";
import { searching } from "./answer-searches.ts";
import { giveWay } from "./give-way.ts";

giveWay();
serveCalls(searching());
