import { ConfigError } from "../config.ts";
import { StoreOpenError } from "../store/sqlite/store-open-error.ts";
import { DataDirectoryError } from "./data-directory.ts";
import { CommandError } from "./encrptalk/command.ts";

/** Ends the process, with what the operator should know on its standard error. */
export function exitBecauseOf(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

/** One plain sentence for what an operator can mend; the whole error for what they cannot. */
function sentenceOf(error: unknown): string {
  if (
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof DataDirectoryError ||
    error instanceof StoreOpenError
  ) {
    return error.message;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "The port is in use by another program. Stop that one, or set PORT to another number.";
  }
  if (error instanceof Error && "code" in error && error.code === "EACCES") {
    return "This port may not be opened by this user. Set PORT to a number above 1023.";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
