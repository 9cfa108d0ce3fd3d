import {
  ProtocolError,
  type Request,
  requestIdSchema,
  requestSchema,
  startOfText,
} from "@encrptalk/protocol";
import * as z from "zod/mini";

// Refusals say what is wrong in words; the schemas themselves carry no language.
z.config(z.locales.en());

/** A request, or why it is none; with the id to answer to, where it has one. */
export type ParsedRequest =
  | { ok: true; request: Request }
  | { ok: false; id: string | null; error: ProtocolError };

/** The only place where untrusted bytes become a command. `text`: at most MAX_FRAME_BYTES of UTF-8. */
export function parseRequest(text: string): ParsedRequest {
  const json = parseJson(text);
  if (json instanceof ProtocolError) return { ok: false, id: null, error: json };
  const parsed = requestSchema.safeParse(json);
  if (parsed.success) return { ok: true, request: parsed.data };
  return { ok: false, id: idIn(json), error: explain(parsed.error.issues) };
}

/** Which request a frame is, for one that is refused whatever else it says. `null`: it does not say. */
export function parseRequestId(text: string): string | null {
  // Where clients put it, so that the rest need not be read.
  const first = /^\{"id":"([A-Za-z0-9_-]{1,64})"[,}]/.exec(text)?.[1];
  return first ?? idIn(parseJson(text));
}

function idIn(json: unknown): string | null {
  const id = requestIdSchema.safeParse(typeof json === "object" && json && "id" in json ? json.id : null);
  return id.success ? id.data : null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new ProtocolError("malformed", { message: "This is not JSON." });
  }
}

/** UTF-16 units. The names of fields that are not known are the asker's own, and may be as long as a frame. */
const MAX_MESSAGE_LENGTH = 300;
const MAX_FIELD_LENGTH = 100;

/** Names the first thing that is wrong, and where. */
export function explain(issues: readonly z.core.$ZodIssue[]): ProtocolError {
  const issue = issues[0];
  if (!issue) return new ProtocolError("malformed");
  const field = startOfText(issue.path.map(String).join("."), MAX_FIELD_LENGTH);
  if (issue.code === "invalid_union" && field === "command.type") return new ProtocolError("unknown-command");
  if (issue.code === "custom" && issue.params?.code === "text-too-long") {
    return new ProtocolError("text-too-long", { field });
  }
  const message = startOfText(field ? `${field}: ${issue.message}` : issue.message, MAX_MESSAGE_LENGTH);
  return new ProtocolError("malformed", field ? { field, message } : { message });
}
