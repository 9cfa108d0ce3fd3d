import { PROTOCOL } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";

/** Bun's WebSocket sends headers, which the browser's types do not know. */
const HeadedWebSocket = WebSocket as unknown as new (
  url: string,
  options: { headers: Record<string, string>; protocols: string[] },
) => WebSocket;

/** A WebSocket with what somebody shows, open. Rejects when the server refuses it. */
export async function openSocket({
  program,
  headers,
  query = "",
}: Pick<Person, "program" | "headers"> & { query?: string }): Promise<WebSocket> {
  const url = `${program.url.replace("http", "ws")}/ws${query}`;
  const socket = new HeadedWebSocket(url, { headers, protocols: [PROTOCOL] });
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("the server refused the WebSocket"));
  });
  return socket;
}
