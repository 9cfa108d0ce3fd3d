import { protocolErrorSchema } from "@encrptalk/protocol";
import * as z from "zod/mini";
import type { Authentication } from "../api/api.ts";
import { Alarm, type Clock } from "../clock.ts";
import { NetworkError } from "../network-error.ts";
import { refusalOf } from "../wire/refusal.ts";
import { readAnswer } from "../wire/result.ts";

/** How long an answer may take. */
const ANSWER_WITHIN_MS = 15_000;

const refusedSchema = z.object({ error: protocolErrorSchema });

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface HttpRequest<S extends z.ZodMiniType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly result: S;
  readonly signal?: AbortSignal;
  /** Of the answer; by default 15 s. */
  readonly withinMs?: number;
}

export interface HttpOptions {
  readonly url: string;
  readonly authentication: Authentication;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** No answer came to something, and whoever asked was still waiting. */
  readonly unanswered?: () => void;
}

/** Requests to one server as one person. */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** Rejects with the server's `ProtocolError`, or a `NetworkError` when no answer of ours came. */
  async request<S extends z.ZodMiniType>(request: HttpRequest<S>): Promise<z.output<S>> {
    const { ok, body } = await this.#exchange(request);
    if (ok) return readAnswer(request.result, body);
    const refused = refusedSchema.safeParse(body);
    if (refused.success) throw refusalOf(refused.data.error);
    throw new NetworkError("unreadable");
  }

  async #exchange(request: HttpRequest<z.ZodMiniType>): Promise<{ ok: boolean; body: unknown }> {
    const cancel = new AbortController();
    const stop = () => cancel.abort();
    request.signal?.addEventListener("abort", stop, { once: true });
    if (request.signal?.aborted) stop();
    let isLate = false;
    const alarm = new Alarm(this.#options.clock);
    alarm.set(request.withinMs ?? ANSWER_WITHIN_MS, () => {
      isLate = true;
      stop();
    });
    try {
      // As a plain function: some browsers refuse it as another object's method.
      const { fetch } = this.#options;
      const response = await fetch(this.#address(request), this.#init(request, cancel.signal));
      return { ok: response.ok, body: await response.json() };
    } catch (error) {
      if (!request.signal?.aborted) this.#options.unanswered?.();
      const reason = error instanceof SyntaxError ? "unreadable" : "unreachable";
      throw new NetworkError(isLate ? "timeout" : reason, { cause: error });
    } finally {
      alarm.clear();
      request.signal?.removeEventListener("abort", stop);
    }
  }

  #address({ path, query = {} }: HttpRequest<z.ZodMiniType>): URL {
    const address = new URL(path, this.#options.url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    return address;
  }

  #init({ method, body }: HttpRequest<z.ZodMiniType>, signal: AbortSignal): RequestInit {
    const { authentication } = this.#options;
    const headers = new Headers({ accept: "application/json" });
    if (authentication.kind === "bearer") headers.set("authorization", `Bearer ${authentication.token}`);
    if (body === undefined) return { method, headers, signal, cache: "no-store" };
    headers.set("content-type", "application/json");
    return { method, headers, signal, cache: "no-store", body: JSON.stringify(body) };
  }
}
