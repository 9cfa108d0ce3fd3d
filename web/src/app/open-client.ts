import { createClient } from "@encrptalk/client";
import { openBrowserStorage } from "@encrptalk/client/browser";
import type { Me } from "@encrptalk/protocol";
import type { SignedIn } from "./session.ts";
import { WebSocketOrAhead } from "./socket-ahead.ts";
import { awaitWholeScreen } from "./whole-screen.ts";

/** Begins to connect as somebody who is signed in, with what this browser has kept for them. */
export function openClient({ accountId, role }: Me): Pick<SignedIn, "client" | "storage" | "isWhole"> {
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
