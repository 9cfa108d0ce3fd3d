/** The headless SDK: one connection, an outbox, observable state. No page needed: runs in a browser and in a script. */
export type { Api, Authentication } from "./api/api.ts";
export { type ApiOptions, createApi } from "./api/create-api.ts";
export type { Arrival, Client, RoomArrival } from "./client.ts";
export type { Clock, Timer } from "./clock.ts";
export { type ConnectionState, isConnected, type StopReason } from "./connection/connection-state.ts";
export { type ClientOptions, createClient } from "./create-client.ts";
export type { Desk, DeskArrival, DeskList, DeskListQuery, DeskListState } from "./desk/desk.ts";
export type { DeskEntryRow } from "./desk/desk-entry-row.ts";
export { NetworkError } from "./network-error.ts";
export type { Observable } from "./observable.ts";
export { MemoryOutbox } from "./outbox/memory-outbox.ts";
export type { OutboxItem, SendFailure } from "./outbox/outbox-item.ts";
export type { OutboxStorage } from "./outbox/outbox-storage.ts";
export { type Delivery, deliveryOf } from "./rooms/delivery.ts";
export type { Content, Room } from "./rooms/room.ts";
export type { RoomList, RoomRow } from "./rooms/room-row.ts";
export type { LoadedTimeline, Timeline, TimelineEvent } from "./rooms/timeline-state.ts";
