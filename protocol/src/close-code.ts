/**
 * Why the server closes a WebSocket. 4000–4099, and every code below 4000: come back.
 * 4100–4199: do not come back without doing what the code says.
 */
export const CLOSE = {
  draining: 4000,
  slowConsumer: 4001,
  heartbeatMissed: 4002,
  internal: 4003,
  /** Went on sending after many `rate-limited` answers, or sent hundreds of pings. */
  flooding: 4004,
  malformed: 4100,
  signedOut: 4101,
  deactivated: 4102,
  tooManyConnections: 4103,
  protocolTooOld: 4104,
} as const;

/** Whether a client may reconnect by itself after this code. */
export const mayReturn = (code: number): boolean => code < 4100 || code > 4199;
