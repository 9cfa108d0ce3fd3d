import { type Client, createClient } from "@encrptalk/client";
import { type BrowserStorage, openBrowserStorage } from "@encrptalk/client/browser";
import type { Me } from "@encrptalk/protocol";
import type { Signal } from "../design/signal.ts";
import { WebSocketOrAhead } from "./socket-ahead.ts";
import { awaitWholeScreen } from "./whole-screen.ts";

interface Opened {
  client: Client;
  storage: BrowserStorage;
  /** Whether it is time to draw the screen. */
  isWhole: Signal<boolean>;
}

/** Begins to connect as somebody who is signed in, with what this browser has kept for them. */
export function openClient({ accountId, role }: Me): Opened {
  const storage = openBrowserStorage(accountId);
  const client = createClient({
    url: location.origin,
    authentication: { kind: "cookie" },
    account: accountId,
    outbox: storage.outbox,
    WebSocket: WebSocketOrAhead,
  });
  return { client, storage, isWhole: awaitWholeScreen(client, role) };
}
