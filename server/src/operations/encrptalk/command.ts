export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command writes on its standard output, and whether all of it could be done: if not, the exit code is 1. */
export interface Done {
  output: string;
  ok: boolean;
}

/** One command of `encrptalk`, in a file of its own. Rejects with `CommandError` where it cannot be done. */
export type Run = (words: readonly string[], environment: Environment) => Promise<Done>;

/** What keeps a command from being done, as one sentence for who typed it. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
