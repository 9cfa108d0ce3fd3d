import type { ConnectionState } from "@encrptalk/client";
import { useEffect, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";

/** A loss that is over before this is not told: no flicker. */
const BLIP_MS = 2_000;

/** The connection as the person is told of it: the truth, but for a blip. */
export function useToldConnection(): ConnectionState {
  const actual = useObservable(useClient().connection);
  const live = actual.status === "live";
  const [wasLive, setWasLive] = useState(live);
  if (live && !wasLive) setWasLive(true);
  const blip = wasLive && !live;
  useEffect(() => {
    if (!blip) return;
    const timer = setTimeout(() => setWasLive(false), BLIP_MS);
    return () => clearTimeout(timer);
  }, [blip]);
  return blip ? { status: "live" } : actual;
}
