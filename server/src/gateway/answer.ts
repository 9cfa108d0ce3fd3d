import type { CommandType, ProtocolError, ReplyFrame } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Listener } from "../live/hub.ts";
import { dispatch } from "./dispatch.ts";
import { type Gateway, toProtocolError } from "./gateway.ts";
import type { ParsedRequest } from "./parse.ts";

/** What a request is answered with: the same frame over WebSocket and HTTP. */
export interface Answer {
  reply: ReplyFrame;
  /** For HTTP. */
  status: number;
}

/** Runs a parsed request for `actor`. `listener` as in `dispatch`. Never rejects. */
export async function answer(
  gateway: Gateway,
  actor: Actor,
  parsed: ParsedRequest,
  listener: Listener | null = null,
): Promise<Answer> {
  if (!parsed.ok) return refuse(gateway, parsed.id ?? "0", null, parsed.error);
  const { id, command } = parsed.request;
  const begunAt = performance.now();
  try {
    const result = await dispatch(gateway, actor, command, listener);
    gateway.metrics.done(command.type, performance.now() - begunAt);
    return { reply: { type: "reply", id, ok: true, result }, status: 200 };
  } catch (error) {
    return refuse(gateway, id, command.type, toProtocolError(gateway, error));
  }
}

/** `type`: `null` where it could not be told or was not looked at. */
export function refuse(
  { metrics }: Pick<Gateway, "metrics">,
  id: string,
  type: CommandType | null,
  error: ProtocolError,
): Answer {
  metrics.refused(type, error);
  return { reply: { type: "reply", id, ok: false, error: error.body }, status: error.status };
}
