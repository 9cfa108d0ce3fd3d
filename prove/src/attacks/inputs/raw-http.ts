import { connect, type Socket } from "node:net";
import type { Program } from "../../program/program.ts";

const ANSWERED_WITHIN_MS = 15_000;

/** All that came back on a connection until it was closed. */
export interface Raw {
  /** Of each answer, in order. */
  statuses: number[];
  text: string;
  tookMs: number;
}

/** Says bytes as they are on a connection of their own, which no HTTP library would send. `end`: then says no more. */
export async function sayRaw(
  program: Program,
  write: string | Uint8Array | ((socket: Socket) => Promise<void>),
): Promise<Raw> {
  const startedAt = performance.now();
  const { hostname, port } = new URL(program.url);
  const socket = connect(Number(port), hostname);
  let text = "";
  const closed = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the connection stayed open; it said ${text.slice(0, 500)}`));
    }, ANSWERED_WITHIN_MS);
    socket.on("data", (data) => {
      text += data.toString("latin1");
    });
    // A server that cuts a connection off while it is being written to has answered, too.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  if (typeof write === "function") await write(socket);
  else socket.write(write);
  await closed;
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
  return { statuses, text, tookMs: performance.now() - startedAt };
}

/** The lines before a body. */
export const headOf = (line: string, headers: Record<string, string>): string =>
  `${line} HTTP/1.1\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;
