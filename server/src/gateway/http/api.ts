import { MAX_FRAME_BYTES, ProtocolError } from "@encrptalk/protocol";
import { type Context, Hono } from "hono";
import type * as z from "zod/mini";
import type { Actor } from "../../accounts/index.ts";
import { type Gateway, toProtocolError } from "../gateway.ts";
import { isOwnOrigin, needsOrigin } from "../origin.ts";
import { explain, parseJson } from "../parse.ts";
import { readBody } from "./body.ts";
import { jsonAnswer } from "./json-answer.ts";
import type { Route, RouteFile, RouteRequest } from "./route.ts";

/** No browser and no proxy keeps an answer. */
export const NOT_KEPT = { "Cache-Control": "no-store" } as const;

/** What Bun knows about a request and Hono does not. */
export interface ApiBindings {
  address: string;
}

type ApiContext = Context<{ Bindings: ApiBindings }>;

/** Serves every route alike: origin, body, who asks, how often, parse, handle, answer. */
export function createApi(
  gateway: Gateway,
  publicUrl: string | null,
  routes: readonly Route[],
): Hono<{ Bindings: ApiBindings }> {
  const api = new Hono<{ Bindings: ApiBindings }>();
  for (const route of routes) {
    api.on(route.method, route.path, (context) => serve(gateway, publicUrl, route, context));
  }
  api.all("/api/*", () => errorResponse(new ProtocolError("not-found")));
  api.onError((error) => {
    const refused = toProtocolError(gateway, error);
    gateway.metrics.refusals.add(refused.code);
    return errorResponse(refused);
  });
  return api;
}

async function serve(
  gateway: Gateway,
  publicUrl: string | null,
  route: Route,
  context: ApiContext,
): Promise<Response> {
  const { raw: request } = context.req;
  const { headers } = request;
  // Signing in sets a cookie, so it is guarded as if it carried one.
  if (route.method !== "GET" && needsOrigin(headers) && !isOwnOrigin(headers, publicUrl))
    throw new ProtocolError("origin-refused");

  const caller = { headers, address: context.env.address };
  if (route.maxBodyBytes !== undefined) await admit(gateway, route, caller);
  // A body may take long to come. Who asks is looked up after it, so that whoever was signed out meanwhile is nobody.
  const body = route.body ? await readBody(request, route.maxBodyBytes ?? MAX_FRAME_BYTES) : "";
  const actor = await admit(gateway, route, caller);

  const parsed: RouteRequest<never, unknown, unknown> = {
    actor: actor as never,
    params: context.req.param() as Record<string, string>,
    query: parse(route.query, context.req.query()),
    body: route.body ? parse(route.body, requireJson(body)) : undefined,
    ...caller,
    signal: request.signal,
  };
  if ("fileTypes" in route) return fileResponse(await route.handle(parsed));
  const { result, cookies, status } = await route.handle(parsed);
  const accepts = headers.get("accept-encoding");
  const response = jsonAnswer(result, { status: status ?? 200, headers: NOT_KEPT, accepts });
  for (const cookie of cookies ?? []) response.headers.append("Set-Cookie", cookie);
  return response;
}

/** Who asks, if they may. */
async function admit(
  gateway: Gateway,
  { access }: Route,
  caller: { headers: Headers; address: string },
): Promise<Actor | null> {
  const actor = await gateway.accounts.authenticate(caller);
  if (access !== "anyone" && !actor) throw new ProtocolError("unauthenticated");
  const waitMs = actor ? gateway.accountRates.take(actor.accountId) : 0;
  if (waitMs > 0) throw new ProtocolError("rate-limited", { retryAfterMs: waitMs });
  if (access === "admin" && actor?.role !== "admin") throw new ProtocolError("forbidden");
  return actor;
}

/** To be kept on disk: never a page of this site. */
function fileResponse({ name, type, content }: RouteFile): Response {
  const disposition = `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`;
  return new Response(typeof content === "string" ? content : streamOf(content), {
    headers: { ...NOT_KEPT, "Content-Type": type, "Content-Disposition": disposition },
  });
}

/** Made as fast as it is taken. An error on the way ends the connection, so that half a file is no whole one. */
function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

function requireJson(text: string): unknown {
  const json = parseJson(text);
  if (json instanceof ProtocolError) throw json;
  return json;
}

function parse(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw explain(parsed.error.issues);
  return parsed.data;
}

export function errorResponse(error: ProtocolError): Response {
  const headers: Record<string, string> = { ...NOT_KEPT };
  if (error.details.retryAfterMs)
    headers["Retry-After"] = String(Math.ceil(error.details.retryAfterMs / 1_000));
  return Response.json({ error: error.body }, { status: error.status, headers });
}
