export type Timer = number | object;

/** Time as the client sees it; a test brings its own. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  setTimeout(run: () => void, delayMs: number): Timer;
  clearTimeout(timer: Timer): void;
}
