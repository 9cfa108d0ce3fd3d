import { lazy, Suspense, useEffect, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { Arrivals } from "./arrivals.ts";
import { TabCount } from "./tab-count.tsx";

const Tellings = lazy(async () => ({ default: (await import("./tellings.tsx")).Tellings }));

/** Tells of what others write where one is not looking: a count on the tab, a toast, a sound, the system. */
export function Notices() {
  const client = useClient();
  const [arrivals, setArrivals] = useState<Arrivals | null>(null);
  useEffect(() => {
    const heard = new Arrivals(client);
    setArrivals(heard);
    return () => heard.close();
  }, [client]);
  return (
    <>
      <TabCount />
      <Suspense fallback={null}>{arrivals !== null && <Tellings arrivals={arrivals} />}</Suspense>
    </>
  );
}
