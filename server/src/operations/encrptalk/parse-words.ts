import { CommandError } from "./command.ts";

/** What `parse` makes of the words of a command. Throws `CommandError`, with how it is used. */
export function parseWords<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}
