import { type DeviceId, ProtocolError } from "@encrptalk/protocol";
import type { Logger } from "pino";
import type { Accounts } from "../accounts/index.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/index.ts";
import type { Feeds } from "../live/feeds.ts";
import type { EndReason, Hub } from "../live/hub.ts";
import type { Presence } from "../live/presence.ts";
import type { Notifications } from "../notifications/index.ts";
import type { Metrics } from "../operations/metrics/metrics.ts";
import type { Rooms } from "../rooms/index.ts";
import type { School } from "../school/index.ts";
import type { Search } from "../search/index.ts";
import { type Rate, TokenBuckets } from "../token-bucket.ts";
import { LargeReads } from "./large-reads.ts";

/** Then its connection ends, and so does each one that it opens before it has been quiet: a client that heeds them needs few. */
const REFUSALS: Rate = { perSecond: 10, burst: 300 };

/** How fast commands may come: of one connection, and of one account over all its connections. */
export interface CommandRates {
  connection: Rate;
  account: Rate;
}

/** What every way into the program needs: the use cases, who is listening, and the limits they share. */
export interface Gateway {
  rooms: Rooms;
  desk: Desk;
  accounts: Accounts;
  school: School;
  search: Search;
  notifications: Notifications;
  hub: Hub;
  presence: Presence;
  feeds: Feeds;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  rates: CommandRates;
  accountRates: TokenBuckets;
  /** Of each device, how many answers of `rate-limited` it is given over all its connections. */
  refusals: TokenBuckets;
  largeReads: LargeReads;
  /** Devices that ended a moment ago: a connection that was being opened meanwhile must not outlive them. */
  endedDevices: Map<DeviceId, EndReason>;
  /** The server is going away and takes nothing new. */
  draining: boolean;
}

export const createGateway = (
  parts: Omit<Gateway, "accountRates" | "refusals" | "largeReads" | "endedDevices" | "draining">,
): Gateway => ({
  ...parts,
  accountRates: new TokenBuckets(parts.rates.account, parts.clock),
  refusals: new TokenBuckets(REFUSALS, parts.clock),
  largeReads: new LargeReads(parts.rates.account.burst, parts.accounts),
  endedDevices: new Map(),
  draining: false,
});

/** A refusal as it is; a bug as an incident, whose cause only the log knows. */
export function toProtocolError(gateway: Pick<Gateway, "log">, error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const incident = crypto.randomUUID();
  gateway.log.error({ err: error, incident }, "unexpected error");
  return new ProtocolError("internal", { incident });
}
