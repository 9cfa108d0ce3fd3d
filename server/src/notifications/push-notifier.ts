import {
  type AccountId,
  type DeviceId,
  type Position,
  quietUntil,
  type RoomEvent,
  type RoomId,
  type SchoolSettings,
  type Timestamp,
} from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Change, Store } from "../store/store.ts";
import type { Reader, WaitingRoom } from "../store/waiting.ts";
import { type PushDevice, readDevices, recordPushed, recordTold } from "./devices.ts";
import { Later } from "./later.ts";
import { newsFor } from "./news.ts";
import type { Progress } from "./progress.ts";
import type { Pushes } from "./pushes.ts";

/** A message is pushed when so long nobody has read it: whoever does so on another device is not called. */
const LOOK_AFTER_MS = 5_000;
/** After a start the browsers that were connected before come back first. */
const START_AFTER_MS = 15_000;
const READ_AFTER_MS = 1_000;
/** Rooms of one read: its answer stays small enough that nobody waits behind it. */
const ROOMS_PER_READ = 20;
/** Accounts that are looked at before others have their turn: after a start and when quiet hours end there are many. */
const ACCOUNTS_PER_LOOK = 100;
const NEXT_ACCOUNTS_MS = 200;

export interface PushContext {
  store: Pick<Store, "waiting" | "joinedRoom" | "sql">;
  clock: Clock;
  schoolSettings(): Promise<SchoolSettings>;
  /** Whether a page of the device is connected now: it tells by itself. */
  isConnected(accountId: AccountId, deviceId: DeviceId): boolean;
  /** A bug, for the log. */
  onFailure(error: unknown): void;
}

/** A connection of a device has ended. `heardAt`: the last sign of life, up to which the page had all there was. */
export interface LostConnection {
  accountId: AccountId;
  deviceId: DeviceId;
  heardAt: Timestamp;
}

interface Gone {
  accountId: AccountId;
  told: Position;
}

/**
 * Who is to be pushed what. Nothing is queued: after a commit, a lost connection, quiet hours or a start it looks at
 * what waits in rooms and at what each device was told, so that a restart changes nothing. One look at a time.
 */
export class PushNotifier {
  readonly #rooms: Later<RoomId>;
  readonly #accounts: Later<AccountId>;
  readonly #readers: Later<AccountId>;
  /** Up to where a device that has gone was connected, until that is recorded. */
  readonly #gone = new Map<DeviceId, Gone>();
  #looks = Promise.resolve();
  #stopped = false;

  constructor(
    readonly context: PushContext,
    readonly progress: Progress,
    readonly pushes: Pushes,
    /** Accounts that may have a device to push to; of all others nothing is asked. */
    readonly subscribed: Set<AccountId>,
  ) {
    const { clock } = context;
    this.#rooms = new Later(clock, (roomIds) => this.#look(() => this.#lookAtRooms(roomIds)));
    this.#accounts = new Later(clock, (accountIds) => this.#look(() => this.#lookAtAccounts(accountIds)));
    this.#readers = new Later(clock, (accountIds) => this.#look(() => this.#closeWhatIsRead(accountIds)));
    for (const accountId of subscribed) this.#accounts.in(START_AFTER_MS, accountId);
  }

  committed(change: Change): void {
    this.progress.note(change.position);
    if (this.subscribed.size === 0) return;
    if (change.type === "event") this.#happened(change.roomId, change.event);
    if (change.type === "receipts") for (const { accountId } of change.receipts) this.#hasRead(accountId);
    if (change.type === "read") this.#hasRead(change.accountId);
  }

  connectionLost({ accountId, deviceId, heardAt }: LostConnection): void {
    if (!this.subscribed.has(accountId)) return;
    const told = Math.max(this.progress.at(heardAt), this.#gone.get(deviceId)?.told ?? 0);
    this.#gone.set(deviceId, { accountId, told });
    this.#accounts.in(LOOK_AFTER_MS, accountId);
  }

  /** Looks again at what waits for the account, and at what it has read. */
  again(accountId: AccountId, at: Timestamp): void {
    this.#accounts.at(at, accountId);
    this.#readers.at(at, accountId);
  }

  /** Resolves when no look is under way. */
  settled(): Promise<void> {
    return this.#looks;
  }

  /** Records up to where devices were connected, and looks at nothing any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const later of [this.#rooms, this.#accounts, this.#readers]) later.stop();
    await this.#looks;
    // What cannot be recorded is told once more, and must not keep the rest of the server from stopping.
    await this.#record([...this.#gone]).catch(this.context.onFailure);
  }

  #happened(roomId: RoomId, event: RoomEvent): void {
    if (event.type === "message.sent") this.#hasRead(event.sender.accountId);
    if (event.type === "message.sent" || event.type === "room.created") this.#rooms.in(LOOK_AFTER_MS, roomId);
  }

  #hasRead(accountId: AccountId): void {
    if (this.subscribed.has(accountId)) this.#readers.in(READ_AFTER_MS, accountId);
  }

  #look(look: () => Promise<void>): void {
    this.#looks = this.#looks.then(look).catch(this.context.onFailure);
  }

  async #lookAtRooms(roomIds: readonly RoomId[]): Promise<void> {
    const { store } = this.context;
    for (let from = 0; from < roomIds.length && !this.#stopped; from += ROOMS_PER_READ) {
      const rooms = await store.waiting({ roomIds: roomIds.slice(from, from + ROOMS_PER_READ) });
      const readers = new Set(rooms.flatMap((room) => room.readers.map(({ accountId }) => accountId)));
      await this.#tell((await this.#devicesOf([...readers])).filter(this.#isAway), rooms);
    }
  }

  async #lookAtAccounts(accountIds: readonly AccountId[]): Promise<void> {
    const { store } = this.context;
    for (const accountId of accountIds.slice(ACCOUNTS_PER_LOOK))
      this.#accounts.in(NEXT_ACCOUNTS_MS, accountId);
    const looked = accountIds.slice(0, ACCOUNTS_PER_LOOK);
    await this.#recordGone(new Set(looked));
    const devices = (await this.#devicesOf(looked)).filter(this.#isAway);
    for (const [accountId, own] of Map.groupBy(devices, (device) => device.accountId)) {
      if (this.#stopped) return;
      const after = Math.min(...own.map(({ told }) => told));
      await this.#tell(own, await store.waiting({ accountId, after }));
    }
  }

  async #devicesOf(accountIds: readonly AccountId[]): Promise<PushDevice[]> {
    const { store, clock } = this.context;
    const subscribed = accountIds.filter((accountId) => this.subscribed.has(accountId));
    const devices = await readDevices(store.sql, subscribed, clock.now());
    return devices.map((device) => ({
      ...device,
      told: Math.max(device.told, this.#gone.get(device.deviceId)?.told ?? 0),
    }));
  }

  /** Of these accounts' devices that are away; those that cannot be pushed to need no record. */
  async #recordGone(accountIds: ReadonlySet<AccountId>): Promise<void> {
    const gone = [...this.#gone].filter(
      ([deviceId, { accountId }]) => accountIds.has(accountId) && this.#isAway({ accountId, deviceId }),
    );
    await this.#record(gone);
    for (const [deviceId, told] of gone) if (this.#gone.get(deviceId) === told) this.#gone.delete(deviceId);
  }

  #record(gone: readonly [DeviceId, Gone][]): Promise<void> {
    const told = gone.map(([deviceId, { told }]): [DeviceId, Position] => [deviceId, told]);
    return recordTold(this.context.store.sql, new Map(told));
  }

  async #tell(devices: readonly PushDevice[], rooms: readonly WaitingRoom[]): Promise<void> {
    if (devices.length === 0) return;
    const school = await this.context.schoolSettings();
    const own = Map.groupBy(devices, ({ accountId }) => accountId);
    for (const room of rooms)
      for (const reader of room.readers)
        for (const device of own.get(reader.accountId) ?? []) this.#consider(device, reader, room, school);
  }

  #consider(device: PushDevice, reader: Reader, room: WaitingRoom, school: SchoolSettings): void {
    const now = this.context.clock.now();
    const wording = { schoolName: school.name, withText: school.textInNotifications };
    const news = newsFor(device, reader, room, now, wording);
    if (!news) return;
    const quiet = quietUntil(now, [device.settings.quietHours, school.quietHours], school.timeZone);
    const notBefore = Math.max(quiet ?? 0, this.pushes.patientUntil(device.deviceId, room.roomId));
    if (notBefore > now) this.#accounts.at(notBefore, device.accountId);
    else this.pushes.tell(device, news);
  }

  /** What was read on one device need not stand on the others. */
  async #closeWhatIsRead(accountIds: readonly AccountId[]): Promise<void> {
    for (const device of await this.#devicesOf(accountIds))
      for (const [roomId, { number, shown }] of device.pushed)
        if (shown && !this.#stopped && (await this.#isRead(device.accountId, roomId, number)))
          await this.#close(device, roomId, number);
  }

  async #isRead(accountId: AccountId, roomId: RoomId, number: number): Promise<boolean> {
    const room = await this.context.store.joinedRoom(accountId, roomId);
    // Where there was no message there is nothing that could be read.
    return !room || room.read >= Math.max(number, 1);
  }

  async #close(device: PushDevice, roomId: RoomId, number: number): Promise<void> {
    const { store, clock } = this.context;
    const { accountId, deviceId } = device;
    const notBefore = this.pushes.patientUntil(deviceId, roomId);
    // A page that is open closes it by itself.
    if (!this.#isAway(device)) await recordPushed(store.sql, deviceId, roomId, { number, shown: false });
    else if (notBefore > clock.now()) this.#readers.at(notBefore, accountId);
    else this.pushes.close(device, roomId, number);
  }

  readonly #isAway = ({ accountId, deviceId }: Pick<PushDevice, "accountId" | "deviceId">): boolean =>
    !this.context.isConnected(accountId, deviceId);
}
