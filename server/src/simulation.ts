/** What a simulation needs to run the server's core in its own process, with its own time, network and threads. */
export type { Clock } from "./clock.ts";
export { close, compose, drain } from "./compose.ts";
export { readConfig } from "./config.ts";
export type { Gateway } from "./gateway/gateway.ts";
export { createSite } from "./gateway/listen.ts";
export type { SocketData } from "./gateway/websocket.ts";
export { ANYTHING } from "./store/search-index.ts";
export { InProcessThreads, type WaitingBatch } from "./store/sqlite/in-process-threads.ts";
export type { Change } from "./store/store.ts";
