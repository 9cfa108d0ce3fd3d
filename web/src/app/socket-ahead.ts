import { PROTOCOL } from "@encrptalk/protocol";

let ahead: WebSocket | null = null;

/** Begins to connect while the script that will speak over it, and what it needs, are still on their way. */
export function connectAhead(): void {
  if (isUsable(ahead)) return;
  ahead = new WebSocket(location.origin.replace(/^http/, "ws").concat("/ws"), PROTOCOL);
}

/** To be called when nobody will speak over it. */
export function dropAhead(): void {
  ahead?.close();
  ahead = null;
}

/** For a client, in place of `WebSocket`: its first connection is the one that was begun ahead. */
export const WebSocketOrAhead = new Proxy(WebSocket, {
  construct(Socket, [address, protocol]) {
    const begun = ahead;
    ahead = null;
    return isUsable(begun) ? begun : new Socket(address, protocol);
  },
});

const isUsable = (socket: WebSocket | null): socket is WebSocket =>
  socket !== null && socket.readyState <= WebSocket.OPEN;
