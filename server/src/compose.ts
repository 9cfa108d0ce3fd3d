import type { Logger } from "pino";
import { createAccounts, type PasswordCost } from "./accounts/index.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { takeSeats } from "./desk/index.ts";
import { endDevices } from "./gateway/attach.ts";
import { createGateway, type Gateway } from "./gateway/gateway.ts";
import { Feeds } from "./live/feeds.ts";
import { createHub, type Topic } from "./live/hub.ts";
import { Presence } from "./live/presence.ts";
import { Typing } from "./live/typing.ts";
import { createNotifications } from "./notifications/index.ts";
import { prepareDataDirectory } from "./operations/data-directory.ts";
import { Metrics } from "./operations/metrics/metrics.ts";
import { createDefaultRoom, joinDefaultRoom, ReceiptBatch, type Rooms } from "./rooms/index.ts";
import { createSchool } from "./school/index.ts";
import { openSqliteSearch } from "./store/sqlite/search/sqlite-search-index.ts";
import { openSqliteStore } from "./store/sqlite/sqlite-store.ts";
import type { Threads } from "./store/sqlite/threads.ts";

/** Clients come back spread over this time. */
const RETURN_SPREAD_MS = 3_000;

/** What differs in tests. */
export interface Surroundings {
  clock?: Clock;
  passwordCost?: PasswordCost;
  /** Where the store's threads run. */
  threads?: Threads;
}

/** Everything but the port. `broadcast` reaches the sockets that subscribed to a topic. */
export async function compose(
  { dataDirectory, publicUrl, commandsPerSecond, pushServices, mail }: Config,
  log: Logger,
  { clock = systemClock, threads, ...surroundings }: Surroundings,
  broadcast: (topic: Topic, frame: string) => void,
): Promise<Gateway> {
  const { database, secret } = prepareDataDirectory(dataDirectory);
  const metrics = new Metrics();
  const store = await openSqliteStore({
    file: database,
    threads,
    onCommit: (writes, ms) => metrics.committed(writes, ms),
    onFailure: (cause) => log.error({ cause }, "the storage failed"),
  });
  const hub = createHub(broadcast);
  const presence = new Presence(hub, clock);
  const typing = new Typing(hub, clock);
  const feeds = new Feeds(hub, presence, typing, clock);
  store.onCommitted((change) => feeds.publish(change));
  // After the feeds: everyone hears of a message before it is indexed.
  const index = openSqliteSearch({
    file: database,
    store,
    threads,
    clock,
    onFailure: (cause) => log.error({ cause }, "searching failed"),
  });

  const receipts = new ReceiptBatch(store, clock);
  const rooms: Rooms = { store, presence, typing, receipts, clock };
  const accounts = createAccounts({
    ...surroundings,
    sql: store.sql,
    publicUrl,
    secret,
    clock,
    log,
    isOnline: (accountId) => presence.isOnline(accountId),
    onSignIn: (outcome) => metrics.signedIn(outcome),
    onSchoolMade: (actor) => createDefaultRoom(rooms, actor),
    onFirstSignIn: async (actor) => {
      await Promise.all([joinDefaultRoom(rooms, actor), takeSeats(rooms, actor)]);
    },
  });
  const school = createSchool(store.sql, clock);
  const desk = { rooms, timeZone: () => school.timeZone() };
  const search = { index, timeZone: () => school.timeZone() };
  const notifications = await createNotifications({
    store,
    clock,
    log,
    publicUrl,
    pushServices,
    mail,
    schoolSettings: () => school.settings(),
    isConnected: (accountId, deviceId) => hub.isConnected(accountId, deviceId),
    isOnline: (accountId) => presence.isOnline(accountId),
    onPushed: (outcome) => metrics.pushes.add(outcome),
    onMailed: (outcome) => metrics.mails.add(outcome),
  });
  const rate = { perSecond: commandsPerSecond, burst: 3 * commandsPerSecond };
  const rates = { connection: rate, account: { perSecond: 2 * rate.perSecond, burst: 2 * rate.burst } };
  const gateway = createGateway({
    rooms,
    desk,
    accounts,
    school,
    search,
    notifications,
    hub,
    presence,
    feeds,
    clock,
    log,
    metrics,
    rates,
  });
  accounts.onDevicesEnded(({ deviceIds, reason }) => endDevices(gateway, deviceIds, reason));
  return gateway;
}

/** Nothing new is taken, and every client is told when to come back. */
export function drain(gateway: Gateway): void {
  gateway.draining = true;
  for (const listener of gateway.hub.listeners())
    listener.drain(500 + Math.round(Math.random() * RETURN_SPREAD_MS));
}

/** Lets what is under way finish, and closes the files. */
export async function close({ rooms, notifications, accounts, search }: Gateway): Promise<void> {
  try {
    await rooms.receipts.flushed();
    await notifications.close();
    await accounts.close();
  } finally {
    await search.index.close();
    await rooms.store.close();
  }
}
