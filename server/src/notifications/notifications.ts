import type { AccountId, DeviceId, PushSubscriptionInput, SchoolSettings } from "@encrptalk/protocol";
import type { Logger } from "pino";
import type { Actor } from "../accounts/index.ts";
import type { Clock } from "../clock.ts";
import type { MailConfig } from "../config.ts";
import type { Store } from "../store/store.ts";
import { MailNotifier } from "./mail/mail-notifier.ts";
import { createMailer } from "./mail/mailer.ts";
import type { Posted } from "./post-push.ts";
import { Progress } from "./progress.ts";
import { readPushKeys } from "./push-keys.ts";
import { type LostConnection, PushNotifier } from "./push-notifier.ts";
import { Pushes } from "./pushes.ts";
import { removeSubscription, saveSubscription, subscribedAccounts } from "./subscriptions.ts";

export interface NotificationsOptions {
  store: Store;
  clock: Clock;
  log: Logger;
  publicUrl: string | null;
  /** Origins of push services beside the browser makers' own. */
  pushServices: readonly string[];
  mail: MailConfig | null;
  schoolSettings(): Promise<SchoolSettings>;
  /** Whether a page of the device is connected now. */
  isConnected(accountId: AccountId, deviceId: DeviceId): boolean;
  /** Whether any device of the account is. */
  isOnline(accountId: AccountId): boolean;
  /** Told what a push service answered. */
  onPushed?: (outcome: Posted["outcome"]) => void;
  /** Told whether a mail server took an e-mail. */
  onMailed?: (outcome: "sent" | "failed") => void;
}

/** Tells people what was written while they are away: on their devices, or else by e-mail. Follows the store's commits. */
export interface Notifications {
  /** What a browser subscribes with, base64url. */
  readonly pushKey: string;
  /** Lets the device be pushed to. Errors: `push-refused`, `malformed`, `forbidden` for a program. */
  subscribe(actor: Actor, subscription: PushSubscriptionInput): Promise<void>;
  /** Idempotent. */
  unsubscribe(actor: Actor): Promise<void>;
  connectionLost(lost: LostConnection): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  /** Stops within about a second. What was not told is told after the next start. */
  close(): Promise<void>;
}

export async function createNotifications(options: NotificationsOptions): Promise<Notifications> {
  const { store, clock, log, mail: mailConfig, schoolSettings, isConnected } = options;
  const { sql } = store;
  const onFailure = (error: unknown) => log.error({ err: error }, "notifications failed");
  const keys = await readPushKeys(sql);
  const progress = new Progress(clock, await store.position());
  const pushes = new Pushes({
    sql,
    clock,
    sender: { keys, subject: subjectOf(options) },
    services: options.pushServices,
    isConnected,
    again: (accountId, at) => notifier.again(accountId, at),
    onPushed: options.onPushed,
    onRefused: (service, status) => log.warn({ service, status }, "a push service refuses a push"),
    onFailure,
  });
  const notifier = new PushNotifier(
    { store, clock, schoolSettings, isConnected, onFailure },
    progress,
    pushes,
    new Set(await subscribedAccounts(sql)),
  );
  const mail =
    mailConfig &&
    new MailNotifier({
      ...options,
      ...mailConfig,
      mailer: createMailer(mailConfig, options.onMailed),
      onFailure,
    });
  if (mailConfig && !options.publicUrl)
    log.warn("E-mails cannot link to the school: set PUBLIC_URL to the address that people use.");
  store.onCommitted((change) => {
    notifier.committed(change);
    mail?.committed(change);
  });

  return {
    pushKey: keys.publicKey,
    async subscribe(actor, subscription) {
      notifier.subscribed.add(actor.accountId);
      await saveSubscription(sql, options.pushServices, actor, subscription, progress.latest);
    },
    unsubscribe: ({ deviceId }) => removeSubscription(sql, deviceId),
    connectionLost: (lost) => notifier.connectionLost(lost),
    async settled() {
      await notifier.settled();
      await pushes.idle();
      await mail?.settled();
    },
    async close() {
      await notifier.stop();
      await Promise.all([pushes.stop(), mail?.stop()]);
    },
  };
}

/** Whom a push service may write to (RFC 8292). A trial, which has neither address, gives one that is nobody's. */
function subjectOf({ publicUrl, mail }: NotificationsOptions): string {
  if (publicUrl?.startsWith("https:")) return publicUrl;
  const address = /[^\s<]+@[^\s>]+/.exec(mail?.from ?? "")?.[0];
  return `mailto:${address ?? "nobody@example.com"}`;
}
