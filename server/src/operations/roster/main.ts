import { parseArguments } from "./arguments.ts";
import { runCommand } from "./run-command.ts";
import { CommandError } from "./school-api.ts";

/** Students as a list, from the command line: see `arguments.ts`. Exit code 1 when it could not be done. */
try {
  const { output, ok } = await runCommand(parseArguments(process.argv.slice(2)), process.env);
  await Bun.write(Bun.stdout, output);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof CommandError ? error.message : Bun.inspect(error)}\n`);
  process.exitCode = 1;
}
