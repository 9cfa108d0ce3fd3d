import { ProtocolError, type Request, requestIdSchema, requestSchema } from "@encrptalk/protocol";
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
  const id = requestIdSchema.safeParse(typeof json === "object" && json && "id" in json ? json.id : null);
  return { ok: false, id: id.success ? id.data : null, error: explain(parsed.error.issues) };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new ProtocolError("malformed", { message: "This is not JSON." });
  }
}

/** Names the first thing that is wrong, and where. */
export function explain(issues: readonly z.core.$ZodIssue[]): ProtocolError {
  const issue = issues[0];
  if (!issue) return new ProtocolError("malformed");
  const field = issue.path.map(String).join(".");
  if (issue.code === "invalid_union" && field === "command.type") return new ProtocolError("unknown-command");
  if (issue.code === "custom" && issue.params?.code === "text-too-long") {
    return new ProtocolError("text-too-long", { field });
  }
  const message = field ? `${field}: ${issue.message}` : issue.message;
  return new ProtocolError("malformed", field ? { field, message } : { message });
}
