import { expect, test } from "bun:test";
import { isFor, subscribe, wireOf } from "./subscription.ts";

/** An uncompressed point of a curve, as VAPID keys are, with bytes that base64 and base64url write differently. */
const KEY = new Uint8Array([4, ...Array.from({ length: 64 }, (_, index) => 255 - index)]);
const PUBLIC_KEY = Buffer.from(KEY).toString("base64url");

const subscribedWith = (applicationServerKey: ArrayBuffer | null) =>
  ({ options: { applicationServerKey } }) as PushSubscription;

test("A browser subscribes with the bytes of the server's key, and for messages that are shown", async () => {
  const asked: PushSubscriptionOptionsInit[] = [];
  const pushManager = { subscribe: async (options: PushSubscriptionOptionsInit) => void asked.push(options) };
  await subscribe({ pushManager } as unknown as ServiceWorkerRegistration, PUBLIC_KEY);
  expect(asked).toEqual([{ userVisibleOnly: true, applicationServerKey: KEY }]);
});

test("A subscription is for one key: a server with another one asks for a new subscription", () => {
  expect(isFor(subscribedWith(KEY.buffer), PUBLIC_KEY)).toBe(true);
  expect(isFor(subscribedWith(KEY.slice(0, 64).buffer), PUBLIC_KEY)).toBe(false);
  expect(isFor(subscribedWith(KEY.map((byte) => byte ^ 1).buffer), PUBLIC_KEY)).toBe(false);
  expect(isFor(subscribedWith(null), PUBLIC_KEY)).toBe(false);
});

test("The server is told where and for which keys, and nothing else that the browser may add", () => {
  const toJSON = () => ({
    endpoint: "https://push.example/1",
    expirationTime: null,
    keys: { p256dh: "p", auth: "a" },
  });
  expect(wireOf({ toJSON } as unknown as PushSubscription)).toEqual({
    endpoint: "https://push.example/1",
    keys: { p256dh: "p", auth: "a" },
  });
});
