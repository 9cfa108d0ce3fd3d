import { isConnected } from "@encrptalk/client";
import type { AccountId } from "@encrptalk/protocol";
import { useObservable, useSelected } from "./observe.ts";
import { useClient } from "./signed-in.ts";

/**
 * Whether somebody is online: what was told last, else what came with a list or with details. That they are is believed
 * only while the connection would tell of their going. `null`: not known.
 */
export function useOnline(accountId: AccountId, listed: boolean | undefined): boolean | null {
  const client = useClient();
  const told = useObservable(client.online(accountId));
  const connected = useSelected(client.connection, isConnected);
  return told ?? (listed && !connected ? null : (listed ?? null));
}
