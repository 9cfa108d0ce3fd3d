import { join } from "node:path";
import { MAX_ROSTER_BYTES, ProtocolError } from "@encrptalk/protocol";
import type { Server } from "bun";
import { Hono } from "hono";
import type { Config } from "../config.ts";
import { healthz, readyz } from "../operations/health.ts";
import { type Gateway, toProtocolError } from "./gateway.ts";
import { type ApiBindings, createApi, errorResponse } from "./http/api.ts";
import { createMetricsDoor } from "./http/metrics.ts";
import { apiDescription } from "./http/openapi.ts";
import { accountRoutes } from "./http/routes/accounts.ts";
import { auditRoutes } from "./http/routes/audit.ts";
import { commandRoutes } from "./http/routes/commands.ts";
import { conversationExportRoutes } from "./http/routes/conversation-export.ts";
import { deskRoutes } from "./http/routes/desk.ts";
import { pushRoutes } from "./http/routes/push.ts";
import { roomRoutes } from "./http/routes/rooms.ts";
import { rosterRoutes } from "./http/routes/roster.ts";
import { schoolRoutes } from "./http/routes/school.ts";
import { searchRoutes } from "./http/routes/search.ts";
import { SECURITY_HEADERS } from "./http/security-headers.ts";
import { createWebClient } from "./http/web-client.ts";
import { createWebSocketDoor, type SocketData } from "./websocket.ts";

const WEB_CLIENT = join(import.meta.dirname, "../../../web/dist");
/** Seconds. A long poll is quiet for as long as it may wait. */
const HTTP_IDLE_SECONDS = 60;
/** What Bun cuts off by itself; each route refuses in words before that. */
const MAX_REQUEST_BYTES = MAX_ROSTER_BYTES + 1024 * 1024;

/** Opens the port. */
export const listen = (gateway: Gateway, config: Config): Server<SocketData> =>
  Bun.serve<SocketData>({
    port: config.port,
    hostname: config.host,
    idleTimeout: HTTP_IDLE_SECONDS,
    maxRequestBodySize: MAX_REQUEST_BYTES,
    ...createSite(gateway, config),
  });

/** What is behind the port: WebSocket at `/ws`, the API under `/api`, health, metrics, and else the web client. */
export function createSite(gateway: Gateway, config: Config) {
  const door = createWebSocketDoor(gateway, config.publicUrl);
  const http = createHttp(gateway, config);
  return {
    websocket: door.handler,
    async fetch(request: Request, server: Server<SocketData>): Promise<Response | undefined> {
      // With a Host that is none, as anybody may send, the address is none either.
      if (!URL.canParse(request.url)) return secured(errorResponse(new ProtocolError("malformed")));
      const address = forwardedAddress(request, config) ?? server.requestIP(request)?.address ?? "";
      if (new URL(request.url).pathname === "/ws") {
        const refusal = await door.upgrade(request, server, address);
        return refusal && secured(refusal);
      }
      const answer = await http.fetch(request, { address });
      gateway.metrics.answered(answer.status);
      return secured(answer);
    },
    error: (error: Error): Response => secured(errorResponse(toProtocolError(gateway, error))),
  };
}

function secured(response: Response): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

function createHttp(gateway: Gateway, config: Config): Hono<{ Bindings: ApiBindings }> {
  const { accounts, rooms, school, notifications } = gateway;
  const routes = [
    ...accountRoutes(accounts),
    ...schoolRoutes(school),
    ...pushRoutes(notifications),
    ...roomRoutes(gateway),
    ...searchRoutes(gateway),
    ...deskRoutes(gateway),
    ...rosterRoutes(gateway),
    ...auditRoutes(gateway),
    ...conversationExportRoutes(gateway),
    ...commandRoutes(gateway),
  ];
  const isReady = async () => !gateway.draining && (await rooms.store.sql.read("SELECT 1", [])).length === 1;
  const description = apiDescription(routes);
  return new Hono<{ Bindings: ApiBindings }>()
    .get("/healthz", healthz)
    .get("/readyz", () => readyz(isReady))
    .get("/metrics", createMetricsDoor(gateway, config))
    .get("/api/openapi.json", description)
    .route("/", createApi(gateway, config.publicUrl, routes))
    .route("/", createWebClient(WEB_CLIENT));
}

/** The address that the trusted proxy nearest to us saw. */
function forwardedAddress({ headers }: Request, { trustProxy }: Config): string | undefined {
  const address = trustProxy ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  // Some proxies add the port, which is another one for each connection.
  return address ? (/^\[?([\d.]+|[^\]]+)\]?(?::\d+)?$/.exec(address)?.[1] ?? address) : undefined;
}
