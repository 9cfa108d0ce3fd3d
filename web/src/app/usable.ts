import { useEffect } from "preact/compat";
import { Signal } from "../design/signal.ts";

/** Whether a person can do what they came for. What can wait is fetched only then. */
export const isUsable = new Signal(false);

/** To be called by what a person comes for. */
export function useUsable(ready: boolean) {
  useEffect(() => {
    if (ready) isUsable.set(true);
  }, [ready]);
}
