import { Signal, useSignal } from "../design/signal.ts";

const MINUTE_MS = 60_000;
const now = new Signal(Date.now());
setInterval(() => now.set(Date.now()), MINUTE_MS);

/** The present time, to the minute: for "Yesterday" and "5 minutes ago". */
export const useNow = (): number => useSignal(now);
