import { ERRORS, type ErrorCode, ProtocolError, type ProtocolErrorBody } from "@encrptalk/protocol";
import { NetworkError } from "../network-error.ts";

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

/** The error that a server's refusal is. A code of a newer server counts by whether trying again may help. */
export function refusalOf(body: ProtocolErrorBody): ProtocolError {
  const { code, retry, message, retryAfterMs, field, incident } = body;
  return new ProtocolError(isKnown(code) ? code : retry ? "unavailable" : "malformed", {
    message,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(field !== undefined && { field }),
    ...(incident !== undefined && { incident }),
  });
}

/** Whether the same bytes may succeed later. */
export const mayRetry = (error: ProtocolError): boolean => ERRORS[error.code].retry;

/** Whether asking again after a while may help, though the connection has been the same. */
export const mayAskAgain = (error: unknown): boolean =>
  error instanceof ProtocolError
    ? mayRetry(error)
    : error instanceof NetworkError && error.reason === "timeout";
