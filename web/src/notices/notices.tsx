import { Suspense, useEffect, useState } from "preact/compat";
import { part } from "../app/part.ts";
import { useClient } from "../app/signed-in.ts";
import { isUsable } from "../app/usable.ts";
import { useSignal } from "../design/signal.ts";
import { Arrivals } from "./arrivals.ts";

const Tellings = part(async () => (await import("./tellings.tsx")).Tellings);

/** Tells of what others write where one is not looking: a count on the tab, a toast, a sound, the system. */
export function Notices() {
  const client = useClient();
  const usable = useSignal(isUsable);
  const [arrivals, setArrivals] = useState<Arrivals | null>(null);
  useEffect(() => {
    const heard = new Arrivals(client);
    setArrivals(heard);
    return () => heard.close();
  }, [client]);
  return (
    <Suspense fallback={null}>{usable && arrivals !== null && <Tellings arrivals={arrivals} />}</Suspense>
  );
}
