import type { Client } from "@encrptalk/client";
import { useEffect } from "preact/compat";

/** Tells the client what only a window knows: the network comes and goes, the person looks again. */
export function useWindowSignals(client: Client) {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onVisible = () => document.visibilityState === "visible" && client.notifyVisible();
    addEventListener("online", () => client.notifyOnline(), { signal });
    addEventListener("offline", () => client.notifyOffline(), { signal });
    document.addEventListener("visibilitychange", onVisible, { signal });
    addEventListener("pageshow", onVisible, { signal });
    return () => listening.abort();
  }, [client]);
}
