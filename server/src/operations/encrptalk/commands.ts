import { run as audit } from "./audit.ts";
import { run as backup } from "./backup.ts";
import { run as check } from "./check.ts";
import { CommandError, type Run } from "./command.ts";
import { run as restore } from "./restore.ts";
import { run as roster } from "./roster.ts";

/** What it does, in a line, and how. */
interface Command {
  does: string;
  run: Run;
}

const commands = new Map<string, Command>([
  ["backup", { does: "everything into one file, also of a running server", run: backup }],
  ["restore", { does: "puts a backup in the place of what is there", run: restore }],
  ["check", { does: "whether all that is there is whole and in step", run: check }],
  ["audit", { does: "whether the log of who did what is as it was written", run: audit }],
  ["roster", { does: "students as a list (CSV), of a running server", run: roster }],
]);

/** Runs the command that the first word names; without one, tells which there are. */
export const run: Run = (words, environment) => {
  const [name = "--help", ...rest] = words;
  if (name === "--help" || name === "-h" || name === "help")
    return Promise.resolve({ output: usage(), ok: true });
  const command = commands.get(name);
  if (!command)
    throw new CommandError(`There is no command "${name}": choose from ${[...commands.keys()].join(", ")}.`);
  return command.run(rest, environment);
};

function usage(): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const lines = [...commands].map(([name, { does }]) => `  ${name.padEnd(width)}   ${does}`);
  return ["encrptalk COMMAND …", "", ...lines, "", "encrptalk COMMAND --help says more.", ""].join("\n");
}
