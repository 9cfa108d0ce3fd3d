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
export const WebSocketOrAhead = class {
  constructor(address: string, protocol: string) {
    const begun = ahead;
    ahead = null;
    // biome-ignore lint/correctness/noConstructorReturn: stands for the platform's own class
    return isUsable(begun) ? begun : new WebSocket(address, protocol);
  }
} as unknown as typeof WebSocket;

const isUsable = (socket: WebSocket | null): socket is WebSocket =>
  socket !== null && socket.readyState <= WebSocket.OPEN;
