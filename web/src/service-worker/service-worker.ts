import "../app/strict-zod.ts";
import type { PushPayload } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";
import { askPage } from "./ask-page.ts";
import { readPayload, wordsOf } from "./payload.ts";
import { closeRoomNotification, showRoomNotification } from "./room-notification.ts";
import { renewSubscription } from "./subscription.ts";

declare const self: ServiceWorkerGlobalScope;

// It tells of what comes while no page does. It keeps no files: what a page shows comes from the server.
self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => event.waitUntil(take(readPayload(event.data))));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = pathIn(event.notification.data);
  event.waitUntil(open(path));
});

self.addEventListener("pushsubscriptionchange", (event) =>
  event.waitUntil(renewSubscription(self.registration)),
);

async function take(payload: PushPayload | null): Promise<void> {
  if (payload?.type === "read") return closeRoomNotification(self.registration, payload.roomId);
  if (await isToldByPage()) return;
  if (payload === null) {
    return self.registration.showNotification(m.notify_unknown_title(), {
      tag: "news",
      body: m.notify_unknown_text(),
      icon: "/icon-192.png",
      data: { path: "/" },
    });
  }
  const { roomId, path } = payload;
  return showRoomNotification(self.registration, { ...wordsOf(payload), roomId, path, silent: false });
}

const pages = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });

async function isToldByPage(): Promise<boolean> {
  const answers = await Promise.all((await pages()).map((page) => askPage(page, { type: "push" })));
  return answers.includes(true);
}

/** In the page that was looked at last, else in a new one. */
async function open(path: string): Promise<void> {
  const [page] = await pages();
  if (page === undefined) return void (await self.clients.openWindow(path));
  // The browser may think that nobody asked for it; the page shows what was clicked all the same.
  await page.focus().catch(() => {});
  // A page that does not answer shows the sign-in, or is of another version: the address makes it honour the path.
  if (!(await askPage(page, { type: "open", path }))) await page.navigate(path);
}

/** Only a path of this site is followed. */
function pathIn(data: unknown): string {
  const path = typeof data === "object" && data !== null && "path" in data ? data.path : "/";
  const url = URL.parse(String(path), self.location.origin);
  return url?.origin === self.location.origin ? url.pathname + url.search : "/";
}
