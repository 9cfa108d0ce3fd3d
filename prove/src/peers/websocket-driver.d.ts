declare module "websocket-driver" {
  import type { EventEmitter } from "node:events";
  import type { Duplex } from "node:stream";

  /** A WebSocket client of bytes only: `io` is to be joined to a socket. */
  interface Driver extends EventEmitter {
    readonly io: Duplex;
    readonly protocol: string | null;
    setHeader(name: string, value: string): boolean;
    start(): boolean;
    text(message: string): boolean;
    ping(message: string, answered: () => void): boolean;
    close(reason: string, code: number): boolean;
  }

  const websocket: { client(url: string, options: { protocols: string[] }): Driver };
  export default websocket;
}
