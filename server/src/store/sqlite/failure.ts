import { SQLiteError } from "bun:sqlite";
import { type ErrorCode, ProtocolError } from "@encrptalk/protocol";
import { SqlError } from "../store.ts";

/** Why something was not done, as it crosses threads. */
export type Failure =
  | { kind: "refused"; code: ErrorCode; details: ProtocolError["details"] }
  | { kind: "sql"; code: string; message: string }
  | { kind: "storage"; code: "storage-full" | "unavailable"; cause: string }
  | { kind: "bug"; message: string; stack: string | undefined };

/** Codes of SQLite (their first two words) that speak of the disk, not of the statement. */
const STORAGE_CODES = new Set([
  "SQLITE_FULL",
  "SQLITE_IOERR",
  "SQLITE_READONLY",
  "SQLITE_CANTOPEN",
  "SQLITE_CORRUPT",
  "SQLITE_NOTADB",
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_PROTOCOL",
  "SQLITE_NOMEM",
]);

/** Whether the file or the disk failed, so that everything under way failed with it. */
export const isStorageFailure = (error: unknown): error is SQLiteError =>
  error instanceof SQLiteError && STORAGE_CODES.has(primaryCode(error));

const primaryCode = ({ code }: SQLiteError): string => (code ?? "").split("_").slice(0, 2).join("_");

export function toFailure(error: unknown): Failure {
  if (error instanceof ProtocolError) return { kind: "refused", code: error.code, details: error.details };
  if (isStorageFailure(error)) {
    const code = primaryCode(error) === "SQLITE_FULL" ? "storage-full" : "unavailable";
    return { kind: "storage", code, cause: `${error.code}: ${error.message}` };
  }
  if (error instanceof SQLiteError)
    return { kind: "sql", code: error.code ?? "SQLITE_ERROR", message: error.message };
  if (error instanceof Error)
    return { kind: "bug", message: `${error.name}: ${error.message}`, stack: error.stack };
  return { kind: "bug", message: String(error), stack: undefined };
}

/** The error that whoever asked is given. */
export function toError(failure: Failure): Error {
  switch (failure.kind) {
    case "refused":
      return new ProtocolError(failure.code, failure.details);
    case "sql":
      return new SqlError(failure.code, failure.message);
    case "storage":
      return new ProtocolError(failure.code);
    case "bug": {
      const error = new Error(failure.message);
      if (failure.stack) error.stack = failure.stack;
      return error;
    }
  }
}
