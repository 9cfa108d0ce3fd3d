import { PROTOCOL } from "@encrptalk/protocol";

/** One connection of a device. */
export interface Carrier {
  send(text: string): void;
  /** The cable is pulled: no goodbye. */
  cut(): void;
}

export interface CarrierEvents {
  opened(): void;
  message(text: string): void;
  /** Not after `cut`. */
  closed(code: number): void;
}

/** Where a device connects to, and as whom. */
export interface Door {
  /** Such as `http://127.0.0.1:40213`. */
  url: string;
  token: string;
}

/** As Bun has it: a browser's can neither send headers nor end without a goodbye. */
const BunWebSocket = WebSocket as unknown as new (
  url: string,
  options: Bun.WebSocketOptions,
) => Bun.WebSocket;

/** Bun's own WebSocket: the cheapest there is. */
export function openWebSocket({ url, token }: Door, events: CarrierEvents): Carrier {
  const socket = new BunWebSocket(`${url.replace("http", "ws")}/ws`, {
    protocols: [PROTOCOL],
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  socket.onopen = events.opened;
  socket.onmessage = ({ data }) => events.message(String(data));
  socket.onclose = ({ code }) => events.closed(code);
  return {
    send: (text) => socket.send(text),
    cut() {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.terminate();
    },
  };
}
