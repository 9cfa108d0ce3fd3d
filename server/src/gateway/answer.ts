import type { ProtocolError, ReplyFrame } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { dispatch } from "./dispatch.ts";
import { type Gateway, toProtocolError } from "./gateway.ts";
import type { ParsedRequest } from "./parse.ts";

/** What a request is answered with: the same frame over WebSocket and HTTP. */
export interface Answer {
  reply: ReplyFrame;
  /** For HTTP. */
  status: number;
}

/** Runs a parsed request for `actor`. Never rejects. */
export async function answer(gateway: Gateway, actor: Actor, parsed: ParsedRequest): Promise<Answer> {
  if (!parsed.ok) return refusal(parsed.id ?? "0", parsed.error);
  const { id, command } = parsed.request;
  try {
    const result = await dispatch(gateway, actor, command);
    return { reply: { type: "reply", id, ok: true, result }, status: 200 };
  } catch (error) {
    return refusal(id, toProtocolError(gateway, error));
  }
}

export const refusal = (id: string, error: ProtocolError): Answer => ({
  reply: { type: "reply", id, ok: false, error: error.body },
  status: error.status,
});
