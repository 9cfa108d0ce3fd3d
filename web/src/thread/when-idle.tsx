import { type ReactNode, useEffect, useState } from "react";

/** Where browsers do not tell when they have nothing to do. */
const SOON_MS = 200;

/** Draws what is not needed at once when there is time for it: what scrolls past quickly is never drawn. */
export function WhenIdle({ children }: { children: ReactNode }) {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => soon(() => setIsIdle(true)), []);
  return isIdle ? children : null;
}

function soon(run: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const asked = requestIdleCallback(run);
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(run, SOON_MS);
  return () => clearTimeout(timer);
}
