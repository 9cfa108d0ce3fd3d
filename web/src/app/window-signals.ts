import type { Client } from "@encrptalk/client";
import { useEffect } from "react";

/** Tells the client what only a window knows: the network is back, the person looks again. */
export function useWindowSignals(client: Client) {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onVisible = () => document.visibilityState === "visible" && client.notifyVisible();
    addEventListener("online", () => client.notifyOnline(), { signal });
    document.addEventListener("visibilitychange", onVisible, { signal });
    addEventListener("pageshow", onVisible, { signal });
    return () => listening.abort();
  }, [client]);
}
