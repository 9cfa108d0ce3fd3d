import { CLOSE, HEARTBEAT_MS, MAX_FRAME_BYTES, PROTOCOL, ProtocolError } from "@encrptalk/protocol";
import type { Server, ServerWebSocket, WebSocketHandler } from "bun";
import type { Actor } from "../accounts/index.ts";
import type { Topic } from "../live/hub.ts";
import { isCrowded } from "./attach.ts";
import { Connection, MOST_BUFFERED_BYTES, type Socket } from "./connection.ts";
import type { Gateway } from "./gateway.ts";
import { isOwnOrigin, needsOrigin } from "./origin.ts";
import { Rounds } from "./rounds.ts";

/** A connection that broke off (RFC 6455, 7.1.5). */
const NO_GOODBYE = 1006;

/** What Bun keeps with a socket: who it is, or why it is closed as soon as it is open. */
export type SocketData =
  | { kind: "signed-in"; actor: Actor; connection: Connection | null }
  | { kind: "refused"; code: number; reason: string };

/** The door `/ws`. */
export interface WebSocketDoor {
  handler: WebSocketHandler<SocketData>;
  /** Answers an upgrade of a peer at an IP address: `undefined` when it became a socket. */
  upgrade(request: Request, server: Server<SocketData>, address: string): Promise<Response | undefined>;
}

export function createWebSocketDoor(gateway: Gateway, publicUrl: string | null): WebSocketDoor {
  const rounds = new Rounds(gateway.clock, gateway.metrics);

  const admit = async (request: Request, address: string): Promise<SocketData | ProtocolError> => {
    const { headers } = request;
    const isFromPage = headers.has("cookie") || headers.has("origin");
    if (isFromPage && needsOrigin(headers) && !isOwnOrigin(headers, publicUrl)) {
      return new ProtocolError("origin-refused");
    }
    const protocols = offeredProtocols(request);
    if (!protocols.includes(PROTOCOL)) {
      if (protocols.some((offered) => offered.startsWith("encrptalk."))) {
        return { kind: "refused", code: CLOSE.protocolTooOld, reason: `this server speaks ${PROTOCOL}` };
      }
      return new ProtocolError("malformed", { message: `Offer the WebSocket subprotocol ${PROTOCOL}.` });
    }
    const actor = await gateway.accounts.authenticate({ headers, address });
    if (!actor) return { kind: "refused", code: CLOSE.signedOut, reason: "sign in first" };
    return { kind: "signed-in", actor, connection: null };
  };

  return {
    handler: {
      maxPayloadLength: MAX_FRAME_BYTES,
      backpressureLimit: MOST_BUFFERED_BYTES,
      closeOnBackpressureLimit: true,
      // The beats notice dead peers; this only reaps sockets whose closing handshake never ends.
      idleTimeout: 4 * (HEARTBEAT_MS / 1_000),
      sendPings: false,
      perMessageDeflate: false,
      open(socket) {
        const { data } = socket;
        gateway.metrics.websocketsOpened.add();
        if (data.kind === "refused") return socket.close(data.code, data.reason);
        if (isCrowded(gateway, data.actor.accountId))
          return socket.close(CLOSE.tooManyConnections, "this account has too many connections");
        const connection = new Connection(gateway, new OpenSocket(socket), data.actor);
        data.connection = connection;
        rounds.add(connection);
        connection.opened();
      },
      message(socket, frame) {
        if (socket.data.kind === "refused") return;
        return socket.data.connection?.receive(typeof frame === "string" ? frame : "");
      },
      ping: ({ data }) => pinged(data),
      pong: ({ data }) => pinged(data),
      close({ data }, code) {
        gateway.metrics.websocketsClosed.add(String(code));
        if (data.kind === "refused" || !data.connection) return;
        const { connection } = data;
        rounds.remove(connection);
        connection.closed(code !== NO_GOODBYE);
      },
    },

    async upgrade(request, server, address) {
      if (!asksToUpgrade(request.headers)) return refuse(noWebSocket());
      const admitted = await admit(request, address);
      // Asked after the wait: one that began before the draining would stay, and never be told to go.
      if (gateway.draining) return refuse(new ProtocolError("unavailable"));
      if (admitted instanceof ProtocolError) return refuse(admitted);
      const protocol = offeredProtocols(request).find(
        (offered) => offered === PROTOCOL || admitted.kind === "refused",
      );
      const headers = { "Sec-WebSocket-Protocol": protocol ?? PROTOCOL };
      if (server.upgrade(request, { data: admitted, headers })) return undefined;
      return refuse(noWebSocket());
    },
  };
}

function pinged(data: SocketData): void {
  if (data.kind === "signed-in") data.connection?.pinged();
}

class OpenSocket implements Socket {
  readonly #socket: ServerWebSocket<SocketData>;

  constructor(socket: ServerWebSocket<SocketData>) {
    this.#socket = socket;
  }

  send(frame: string): void {
    this.#socket.send(frame);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason.slice(0, 100));
  }

  subscribe(topic: Topic): void {
    this.#socket.subscribe(topic);
  }

  unsubscribe(topic: Topic): void {
    this.#socket.unsubscribe(topic);
  }

  topics(): readonly Topic[] {
    return this.#socket.subscriptions as Topic[];
  }

  bufferedBytes(): number {
    return this.#socket.getBufferedAmount();
  }
}

const offeredProtocols = (request: Request) =>
  (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((offered) => offered.trim());

/** RFC 6455, 4.2.1: a proxy on the way that saw no such wish would go on reading HTTP. Bun does not look. */
const asksToUpgrade = (headers: Headers) =>
  (headers.get("connection") ?? "").split(",").some((token) => token.trim().toLowerCase() === "upgrade");

const noWebSocket = () => new ProtocolError("malformed", { message: "This address speaks WebSocket only." });

const refuse = (error: ProtocolError) => Response.json({ error: error.body }, { status: error.status });
