import { parseArguments } from "../roster/arguments.ts";
import { runCommand } from "../roster/run-command.ts";
import type { Run } from "./command.ts";

export const run: Run = async (words, environment) => runCommand(parseArguments(words), environment);
