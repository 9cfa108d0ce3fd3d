import type { ConnectionState } from "@encrptalk/client";
import type { AccountId } from "@encrptalk/protocol";
import { useRef } from "preact/compat";
import { useObservable, useSelected } from "./observe.ts";
import { useClient } from "./signed-in.ts";

/** Whether the connection is gone: nothing is told then of who comes and goes. */
export const useIsLost = (): boolean => useSelected(useClient().connection, isLost);

const isLost = ({ status }: ConnectionState) => status === "reconnecting" || status === "offline";

/**
 * Whether somebody is online: what was told last, else what came in `listed`, with a list or with details. That they are
 * is not believed any more once the connection was lost; it is again when it comes anew. `null`: not known.
 */
export function useOnline(accountId: AccountId, listed: { online: boolean } | undefined): boolean | null {
  const told = useObservable(useClient().online(accountId));
  const lost = useIsLost();
  const doubted = useRef<typeof listed>(undefined);
  if (lost) doubted.current = listed;
  if (told !== null) return told;
  return listed?.online && listed === doubted.current ? null : (listed?.online ?? null);
}
