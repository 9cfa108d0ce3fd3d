import { lazy, Suspense } from "react";
import { TabCount } from "./tab-count.tsx";

const Tellings = lazy(async () => ({ default: (await import("./tellings.tsx")).Tellings }));

/** Tells of what others write where one is not looking: a count on the tab, a toast, a sound, the system. */
export const Notices = () => (
  <>
    <TabCount />
    <Suspense>
      <Tellings />
    </Suspense>
  </>
);
