import { pushKeySchema } from "@encrptalk/protocol";

/** Subscribes this browser to pushes that are encrypted for the server's key. Rejects where the browser cannot. */
export const subscribe = (registration: ServiceWorkerRegistration, publicKey: string) =>
  registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) });

/** Whether a subscription is for this key: the server's may have been made anew. */
export function isFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  if (key === null) return false;
  const [its, wanted] = [new Uint8Array(key), bytesOf(publicKey)];
  return its.length === wanted.length && its.every((byte, index) => byte === wanted[index]);
}

/** The browser has dropped the subscription: another one takes its place at the server. */
export async function renewSubscription(registration: ServiceWorkerRegistration): Promise<void> {
  const answer = await fetch("/api/push/key");
  if (!answer.ok) return;
  const { publicKey } = pushKeySchema.parse(await answer.json());
  const subscription = await subscribe(registration, publicKey);
  await fetch("/api/push/subscription", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wireOf(subscription)),
  });
}

/** What the server wants to know of a subscription. */
export function wireOf(subscription: PushSubscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } };
}

const bytesOf = (base64Url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64Url.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );
