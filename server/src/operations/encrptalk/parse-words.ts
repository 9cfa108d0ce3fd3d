import { parseArgs } from "node:util";
import { CommandError } from "./command.ts";

/** What `parse` makes of the words of a command. Throws `CommandError`, with how it is used. */
export function parseWords<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** The words of a command that has no options. `null`: whoever typed it wants to know how it is used. */
export function operandsOf(usage: string, words: readonly string[]): string[] | null {
  const { values, positionals } = parseWords(usage, () =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    }),
  );
  return values.help ? null : positionals;
}
