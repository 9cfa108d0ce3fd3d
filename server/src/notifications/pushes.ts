import type { AccountId, DeviceId, RoomId, Timestamp } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Sql } from "../store/store.ts";
import { isStillThere, type PushDevice, recordPushed } from "./devices.ts";
import { MESSAGE_LIFETIME_MS, type News } from "./news.ts";
import { type Posted, type PushRequest, type PushSender, postPush } from "./post-push.ts";
import { Posts } from "./posts.ts";
import { isPushService } from "./push-services.ts";
import { forgetSubscription } from "./subscriptions.ts";

const POSTS_AT_ONCE = 20;
/** A push that closes a notification is worth little later. */
const CLOSE_TTL_SECONDS = 600;
/** Between the tries of a push service that does not take pushes now; then it is let be. */
const RETRY_AFTER_MS = [30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000];
/** While a push of the same room is under way. */
const UNDER_WAY_MS = 1_000;
/** Pushes under way get this long when the server goes away. */
const STOP_MS = 1_000;

export interface PushesContext {
  sql: Sql;
  clock: Clock;
  sender: PushSender;
  /** Origins beside the browser makers' own. */
  services: readonly string[];
  isConnected(accountId: AccountId, deviceId: DeviceId): boolean;
  /** What waits for the account, and what it has read, is to be looked at again. */
  again(accountId: AccountId, at: Timestamp): void;
  /** Told what a push service answered. */
  onPushed?: ((outcome: Posted["outcome"]) => void) | undefined;
  /** Told without the subscription's address, which is a secret. */
  onRefused(service: string, status: number): void;
  onFailure(error: unknown): void;
}

type Push = Omit<PushRequest, "subscription">;
/** Remembers that a push is over, and whether its notification may stand on the device. */
type Record = (taken: boolean) => Promise<void>;

/** Sends pushes, and remembers what each device was told only when its push service has taken it. */
export class Pushes {
  readonly #posts = new Posts(POSTS_AT_ONCE);
  readonly #stopping = new AbortController();
  /** Devices whose push service asked for patience. */
  readonly #failures = new Map<DeviceId, { tries: number; notBefore: Timestamp }>();

  constructor(readonly context: PushesContext) {}

  /** Before this time nothing is to be pushed to the device about the room. */
  patientUntil(deviceId: DeviceId, roomId: RoomId): Timestamp {
    const underWay = this.#posts.has(keyOf(deviceId, roomId)) ? this.context.clock.now() + UNDER_WAY_MS : 0;
    return Math.max(underWay, this.#failures.get(deviceId)?.notBefore ?? 0);
  }

  tell(device: PushDevice, { number, payload }: News): void {
    const push: Push = { payload, ttlSeconds: MESSAGE_LIFETIME_MS / 1_000, urgency: "high" };
    this.#add(device, push, (shown) =>
      recordPushed(this.context.sql, device.deviceId, payload.roomId, { number, shown }),
    );
  }

  /** Closes the notification of a room that was read elsewhere. */
  close(device: PushDevice, roomId: RoomId, number: number): void {
    const push: Push = {
      payload: { type: "read", roomId },
      ttlSeconds: CLOSE_TTL_SECONDS,
      urgency: "normal",
    };
    this.#add(device, push, () =>
      recordPushed(this.context.sql, device.deviceId, roomId, { number, shown: false }),
    );
  }

  /** Resolves when no push is under way. */
  idle(): Promise<void> {
    return this.#posts.idle();
  }

  /** Gives pushes under way a moment to end. */
  async stop(): Promise<void> {
    this.#posts.stop();
    await Promise.race([this.#posts.idle(), Bun.sleep(STOP_MS)]);
    this.#stopping.abort();
    await this.#posts.idle();
  }

  #add(device: PushDevice, push: Push, record: Record): void {
    const { clock, again, onFailure } = this.context;
    const chosenAt = clock.now();
    this.#posts.add(keyOf(device.deviceId, push.payload.roomId), async () => {
      try {
        await this.#post(device, push, record);
        // Whoever read it while the push service took its time found nothing to close.
        if (clock.now() - chosenAt > UNDER_WAY_MS) again(device.accountId, clock.now() + UNDER_WAY_MS);
      } catch (error) {
        onFailure(error);
      }
    });
  }

  /** The choice may be a while ago, so it is asked again who the device is, and whether it is there by itself. */
  async #post(device: PushDevice, push: Push, record: Record): Promise<void> {
    const { sql, clock, sender, services, isConnected } = this.context;
    const { accountId, deviceId, subscription } = device;
    if (isConnected(accountId, deviceId)) return;
    if (!isPushService(subscription.endpoint, services)) return await this.#forget(device);
    if (!(await isStillThere(sql, deviceId, subscription.endpoint, clock.now()))) return;
    const posted = await postPush(sender, { subscription, ...push }, this.#stopping.signal);
    this.context.onPushed?.(posted.outcome);
    if (!this.#stopping.signal.aborted) await this.#take(device, posted, record);
  }

  async #take(device: PushDevice, posted: Posted, record: Record): Promise<void> {
    if (posted.outcome === "later") return await this.#bePatient(device, posted.afterMs, record);
    this.#failures.delete(device.deviceId);
    if (posted.outcome === "gone") return await this.#forget(device);
    if (posted.outcome === "refused")
      this.context.onRefused(new URL(device.subscription.endpoint).origin, posted.status);
    await record(posted.outcome === "taken");
  }

  /** Nothing is recorded, so the next look finds it again, if it is still news then. */
  async #bePatient({ accountId, deviceId }: PushDevice, afterMs: number, record: Record): Promise<void> {
    const now = this.context.clock.now();
    const before = this.#failures.get(deviceId);
    // Of several pushes that fail together one counts.
    const tries = (before?.tries ?? 0) + (before && before.notBefore > now ? 0 : 1);
    const wait = RETRY_AFTER_MS[tries - 1];
    if (wait === undefined) {
      this.#failures.delete(deviceId);
      return await record(false);
    }
    const notBefore = Math.max(before?.notBefore ?? 0, now + Math.max(wait, afterMs));
    this.#failures.set(deviceId, { tries, notBefore });
    this.context.again(accountId, notBefore);
  }

  #forget({ deviceId, subscription }: PushDevice): Promise<void> {
    return forgetSubscription(this.context.sql, deviceId, subscription.endpoint);
  }
}

const keyOf = (deviceId: DeviceId, roomId: RoomId): string => `${deviceId} ${roomId}`;
