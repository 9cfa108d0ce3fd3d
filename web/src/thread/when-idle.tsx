import { type ReactNode, useEffect, useState } from "preact/compat";

/** So long it may wait for others, with which it is then drawn in one frame. */
const GATHER_MS = 400;
/** More at once would be felt by who writes or scrolls meanwhile. */
const MOST_AT_ONCE = 6;

const waiting = new Set<() => void>();
/** Whether those who wait will be drawn without being asked again. */
let isUnderWay = false;

/** Draws what is not needed at once when there is time for it: what scrolls past quickly is never drawn. */
export function WhenIdle({ children }: { children: ReactNode }) {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => soon(() => setIsIdle(true)), []);
  return isIdle ? children : null;
}

function soon(run: () => void): () => void {
  waiting.add(run);
  if (!isUnderWay) setTimeout(whenIdle, GATHER_MS);
  isUnderWay = true;
  return () => waiting.delete(run);
}

function whenIdle(): void {
  // Not every browser tells when it has nothing to do.
  if (typeof requestIdleCallback === "function") requestIdleCallback(drawSome);
  else drawSome();
}

function drawSome(): void {
  for (const run of [...waiting].slice(0, MOST_AT_ONCE)) {
    waiting.delete(run);
    run();
  }
  isUnderWay = waiting.size > 0;
  if (isUnderWay) setTimeout(whenIdle);
}
