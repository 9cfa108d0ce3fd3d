import type { Histogram } from "./histogram.ts";

const EVERY_MS = 100;

/** Sees by a timer how long the network thread keeps what is due waiting, in seconds. Gives what ends it. */
export function watchEventLoop(delays: Histogram): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    const due = performance.now() + EVERY_MS;
    timer = setTimeout(() => {
      delays.observe(Math.max(0, performance.now() - due) / 1_000);
      wait();
    }, EVERY_MS);
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}
