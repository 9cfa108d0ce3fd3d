import * as z from "zod/mini";

/**
 * Every refusal that can cross the wire.
 * `status`: the HTTP status. `retry`: whether the same bytes may succeed later. `message`: what to do, for a developer;
 * people read their own language's catalogue by `code`.
 */
export const ERRORS = {
  malformed: { status: 400, retry: false, message: "The request is not valid." },
  "unknown-command": { status: 400, retry: false, message: "There is no such command." },
  "too-large": { status: 413, retry: false, message: "The request is too large: at most 65,536 bytes." },
  "text-too-long": { status: 413, retry: false, message: "The text is too long: at most 8,000 characters." },
  unauthenticated: { status: 401, retry: false, message: "Sign in first." },
  "wrong-credentials": {
    status: 401,
    retry: false,
    message: "The e-mail or roll ID and the password do not match.",
  },
  "account-deactivated": {
    status: 403,
    retry: false,
    message: "This account is deactivated. Ask your school.",
  },
  "origin-refused": {
    status: 403,
    retry: false,
    message: "Requests from this origin are not accepted. Check PUBLIC_URL.",
  },
  forbidden: { status: 403, retry: false, message: "You may not do this." },
  "not-found": { status: 404, retry: false, message: "There is nothing here." },
  "room-not-found": { status: 404, retry: false, message: "There is no such room, or you are not in it." },
  "message-not-found": { status: 404, retry: false, message: "There is no such message in this room." },
  conflict: {
    status: 409,
    retry: false,
    message: "This id was already used with other content. Use a new id.",
  },
  "room-archived": { status: 409, retry: false, message: "This room is archived and takes no messages." },
  "title-taken": { status: 409, retry: false, message: "A room of this name exists." },
  taken: { status: 409, retry: false, message: "Another account already has this." },
  "last-admin": { status: 409, retry: false, message: "The school needs at least one active administrator." },
  "set-up-done": { status: 409, retry: false, message: "This school is already set up. Sign in." },
  "set-up-code-wrong": {
    status: 403,
    retry: false,
    message: "This is not the code that the server printed.",
  },
  "link-invalid": {
    status: 410,
    retry: false,
    message: "This link was used or has expired. Ask for a new one.",
  },
  "encryption-mismatch": {
    status: 422,
    retry: false,
    message: "The body does not fit the room's encryption mode.",
  },
  "roster-refused": {
    status: 422,
    retry: false,
    message:
      "Some rows of the list cannot be taken, so none was. Check it first: the dry run says which and why.",
  },
  "push-refused": {
    status: 422,
    retry: false,
    message: "This push service is not one that the server sends to. Ask the administrator: PUSH_SERVICES.",
  },
  "too-many-rooms": { status: 409, retry: false, message: "You are in 500 rooms. Leave one first." },
  "too-many-programs": { status: 409, retry: false, message: "You have 50 programs. Remove one first." },
  "too-many-connections": {
    status: 429,
    retry: true,
    message: "This account has too many connections. Close one.",
  },
  "rate-limited": { status: 429, retry: true, message: "Too many requests. Try again after retryAfterMs." },
  "storage-full": {
    status: 507,
    retry: true,
    message: "The server's disk is full. Nothing was stored; try again later.",
  },
  unavailable: { status: 503, retry: true, message: "The server cannot do this right now. Try again." },
  internal: {
    status: 500,
    retry: true,
    message: "Something went wrong on the server. Quote the incident id.",
  },
} as const satisfies Record<string, { status: number; retry: boolean; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

export const protocolErrorSchema = z.object({
  /** Of the table above; a client treats a code it does not know by `retry`. */
  code: z.string(),
  message: z.string(),
  retry: z.boolean(),
  /** With `rate-limited` and `unavailable`: when to try again at the earliest. */
  retryAfterMs: z.optional(z.int()),
  /** With `malformed` and `taken`: which field, as a path. */
  field: z.optional(z.string()),
  /** With `internal`: the id under which the server's log has the cause. */
  incident: z.optional(z.string()),
});
export type ProtocolErrorBody = z.infer<typeof protocolErrorSchema>;

/** An expected refusal. Bugs are other errors. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";

  constructor(
    readonly code: ErrorCode,
    readonly details: Partial<Omit<ProtocolErrorBody, "code" | "retry">> = {},
  ) {
    super(details.message ?? ERRORS[code].message);
  }

  /** What crosses the wire. */
  get body(): ProtocolErrorBody {
    return { ...this.details, code: this.code, message: this.message, retry: ERRORS[this.code].retry };
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}
