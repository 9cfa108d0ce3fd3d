import { type Command, replyFrameSchema, type Sync } from "@encrptalk/protocol";
import { refusalOf } from "../wire/refusal.ts";
import { type AnyPolled, type AnyResultOf, anyPolledSchema, readResult } from "../wire/result.ts";
import type { Http } from "./http.ts";
import { requestId } from "./request-id.ts";
import type { Transport } from "./transport.ts";

/** How much longer than it was asked to wait a poll may take: its answer may be large, and the network slow. */
const POLL_GRACE_MS = 20_000;

/** The same commands by `POST /api/commands`, receiving by long poll. */
export class HttpTransport implements Transport {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  async request<C extends Command>(command: C): Promise<AnyResultOf<C["type"]>> {
    const body = { id: requestId(), command };
    const reply = await this.#http.request({
      method: "POST",
      path: "/api/commands",
      body,
      result: replyFrameSchema,
    });
    if (!reply.ok) throw refusalOf(reply.error);
    return readResult<C["type"]>(command.type, reply.result);
  }

  /** Answers at once when there is news since `sync`, else waits for it. Rejects as `request`. */
  poll(sync: Sync, waitMs: number, signal: AbortSignal): Promise<AnyPolled> {
    return this.#http.request({
      method: "POST",
      path: "/api/poll",
      body: { sync, waitMs },
      result: anyPolledSchema,
      withinMs: waitMs + POLL_GRACE_MS,
      signal,
    });
  }
}
