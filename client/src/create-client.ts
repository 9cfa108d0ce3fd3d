import type { AccountId } from "@encrptalk/protocol";
import type { Authentication } from "./api/api.ts";
import type { Client } from "./client.ts";
import type { Clock } from "./clock.ts";
import type { OutboxStorage } from "./outbox/outbox-storage.ts";

export interface ClientOptions {
  /** The school's address, such as `https://chat.school.example`; in a browser `location.origin`. */
  readonly url: string;
  readonly authentication: Authentication;
  /** Whom this client is for. When the server says that it is somebody else, the client stops (`account-changed`). */
  readonly account?: AccountId;
  /** Where unsent messages are kept; by default in memory. In a browser: `openBrowserStorage` of `/browser`. */
  readonly outbox?: OutboxStorage;
  readonly clock?: Clock;
  /** 0 ≤ x < 1; spreads reconnecting clients. */
  readonly random?: () => number;
  readonly WebSocket?: typeof WebSocket;
  readonly fetch?: typeof fetch;
}

/** Starts to connect at once. */
export function createClient(options: ClientOptions): Client {
  throw new Error(`not connected to ${options.url}`);
}
