import { type Client, createClient } from "@encrptalk/client";
import { type BrowserStorage, openBrowserStorage } from "@encrptalk/client/browser";
import type { AccountId } from "@encrptalk/protocol";

/** Begins to connect as somebody who is signed in, with what this browser has kept for them. */
export async function openClient(account: AccountId): Promise<{ client: Client; storage: BrowserStorage }> {
  const storage = await openBrowserStorage(account);
  const authentication = { kind: "cookie" } as const;
  const client = createClient({ url: location.origin, authentication, account, outbox: storage.outbox });
  return { client, storage };
}
