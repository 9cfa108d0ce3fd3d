import type { Api } from "@encrptalk/client";
import { isFor, subscribe, wireOf } from "../service-worker/subscription.ts";
import { choose, deviceState, forgetChoice, isReachable, lookAgain } from "./device.ts";
import { startWorker } from "./worker.ts";

type PushApi = Pick<Api, "pushKey" | "subscribePush" | "unsubscribePush">;

/** Asks for the permission if need be, and turns notifications on. To be called at a click. */
export async function turnOn(api: PushApi): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return lookAgain();
  choose("on");
  await keepSubscribed(api);
}

/** Notifications of this device go off; pages that are open still show toasts and counts. */
export async function turnOff(api: PushApi): Promise<void> {
  choose("off");
  await unsubscribe();
  await api.unsubscribePush();
}

/** Has the server push to this device, by its present key. Rejects without an answer of the server. */
export async function keepSubscribed(api: PushApi): Promise<void> {
  if (deviceState.get() !== "on") return;
  const registration = await startWorker();
  const { publicKey } = await api.pushKey();
  const subscription = await subscriptionFor(registration, publicKey);
  isReachable.set(subscription !== null);
  if (subscription !== null) await api.subscribePush(wireOf(subscription));
}

/** `null`: the browser cannot, or its push service does not answer. */
async function subscriptionFor(
  registration: ServiceWorkerRegistration,
  publicKey: string,
): Promise<PushSubscription | null> {
  try {
    const before = await registration.pushManager.getSubscription();
    if (before !== null && isFor(before, publicKey)) return before;
    await before?.unsubscribe();
    return await subscribe(registration, publicKey);
  } catch {
    return null;
  }
}

/** Nobody is signed in here any more: nothing is told, and what was told is taken away. Never rejects. */
export async function forgetDevice(): Promise<void> {
  forgetChoice();
  await unsubscribe();
}

async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration === undefined) return;
  for (const shown of await registration.getNotifications()) shown.close();
  // Without its push service the browser keeps the subscription; the server has dropped it all the same.
  const subscription = await registration.pushManager?.getSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}
