import { join } from "node:path";
import { ProtocolError } from "@encrptalk/protocol";
import { Hono } from "hono";
import type { Logger } from "pino";
import { createAccounts, type PasswordCost } from "./accounts/index.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { endDevices } from "./gateway/attach.ts";
import { createGateway } from "./gateway/gateway.ts";
import { type ApiBindings, createApi, errorResponse } from "./gateway/http/api.ts";
import { describeApi } from "./gateway/http/openapi.ts";
import { accountRoutes } from "./gateway/http/routes/accounts.ts";
import { commandRoutes } from "./gateway/http/routes/commands.ts";
import { deviceRoutes } from "./gateway/http/routes/devices.ts";
import { linkRoutes } from "./gateway/http/routes/links.ts";
import { peopleRoutes } from "./gateway/http/routes/people.ts";
import { roomRoutes } from "./gateway/http/routes/rooms.ts";
import { SECURITY_HEADERS } from "./gateway/http/security-headers.ts";
import { createWebClient } from "./gateway/http/web-client.ts";
import { createWebSocketDoor, type SocketData } from "./gateway/websocket.ts";
import { Feeds } from "./live/feeds.ts";
import { createHub } from "./live/hub.ts";
import { Presence } from "./live/presence.ts";
import { Typing } from "./live/typing.ts";
import { prepareDataDirectory } from "./operations/data-directory.ts";
import { healthz, readyz } from "./operations/health.ts";
import { createDefaultRoom, joinDefaultRoom, ReceiptBatch, type Rooms } from "./rooms/index.ts";
import { openSqliteStore } from "./store/sqlite/sqlite-store.ts";

/** Requests under way get this long to end when the server goes away. */
const DRAIN_MS = 5_000;
/** Clients come back spread over this time. */
const RETURN_SPREAD_MS = 3_000;

export interface RunningServer {
  /** Where it listens. */
  address: string;
  /** To be typed into the set-up page, or `null` when the school is set up. */
  setUpCode: string | null;
  /** Drains: nothing new, writes finish, clients are told when to return. Resolves in bounded time. */
  stop(): Promise<void>;
}

/** What differs in tests. */
export interface Surroundings {
  clock?: Clock;
  passwordCost?: PasswordCost;
}

/** Composes the program and listens. Throws what keeps it from starting. */
export async function startServer(
  config: Config,
  log: Logger,
  { clock = systemClock, ...surroundings }: Surroundings = {},
): Promise<RunningServer> {
  const directory = prepareDataDirectory(config.dataDirectory);
  const store = await openSqliteStore({
    file: directory.database,
    onFailure: (cause) => log.error({ cause }, "the storage failed"),
  });
  const hub = createHub((topic, frame) => void server.publish(topic, frame));
  const presence = new Presence(hub, clock);
  const typing = new Typing(hub, clock);
  const feeds = new Feeds(hub, presence, typing, clock);
  const receipts = new ReceiptBatch(store, clock);
  const rooms: Rooms = { store, presence, typing, receipts, clock };
  store.onCommitted((change) => feeds.publish(change));

  const accounts = createAccounts({
    ...surroundings,
    sql: store.sql,
    log,
    publicUrl: config.publicUrl,
    secret: directory.secret,
    clock,
    isOnline: (accountId) => presence.isOnline(accountId),
    onPeopleChanged: (accountIds) => store.peopleChanged(accountIds),
    onSchoolMade: (actor) => createDefaultRoom(rooms, actor),
    onFirstSignIn: (actor) => joinDefaultRoom(rooms, actor),
  });
  const commandRate = { perSecond: config.commandsPerSecond, burst: 3 * config.commandsPerSecond };
  const gateway = createGateway({
    rooms,
    accounts,
    hub,
    presence,
    feeds,
    clock,
    log,
    rates: {
      connection: commandRate,
      account: { perSecond: 2 * commandRate.perSecond, burst: 2 * commandRate.burst },
    },
  });
  accounts.onDevicesEnded(({ deviceIds, reason }) => endDevices(gateway, deviceIds, reason));

  const routes = [
    ...accountRoutes(accounts),
    ...linkRoutes(accounts),
    ...deviceRoutes(accounts),
    ...peopleRoutes(accounts),
    ...roomRoutes(gateway),
    ...commandRoutes(gateway),
  ];
  const door = createWebSocketDoor(gateway, config.publicUrl);
  const isReady = async () => !gateway.draining && (await store.sql.read("SELECT 1", [])).length === 1;
  const web = new Hono<{ Bindings: ApiBindings }>()
    .get("/healthz", healthz)
    .get("/readyz", () => readyz(isReady))
    .get("/api/openapi.json", () => Response.json(describeApi(routes)))
    .route("/", createApi(gateway, config.publicUrl, routes))
    .route("/", createWebClient(join(import.meta.dirname, "../../web/dist")));

  const server = Bun.serve<SocketData>({
    port: config.port,
    hostname: config.host,
    // A long poll is quiet for as long as it may wait.
    idleTimeout: 60,
    maxRequestBodySize: 1024 * 1024,
    websocket: door.handler,
    async fetch(request, server) {
      if (new URL(request.url).pathname === "/ws") return door.upgrade(request, server);
      const forwarded = config.trustProxy
        ? request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim()
        : null;
      const response = await web.fetch(request, {
        address: forwarded || server.requestIP(request)?.address || "",
      });
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
      return response;
    },
    error: () => errorResponse(new ProtocolError("internal")),
  });

  return {
    address: config.publicUrl ?? `http://localhost:${server.port}`,
    setUpCode: await accounts.setUpCode(),
    async stop() {
      gateway.draining = true;
      for (const listener of hub.listeners())
        listener.drain(Math.round(500 + Math.random() * RETURN_SPREAD_MS));
      await Promise.race([server.stop(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
      await receipts.flushed();
      await accounts.close();
      await store.close();
    },
  };
}
