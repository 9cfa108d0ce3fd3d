import { type BrowserContext, type CDPSession, expect, type Page, type Worker } from "@playwright/test";
import type { PushService } from "./push-service.ts";

/**
 * A browser that subscribes at our push service, as it would at its maker's, which cannot be reached from a test; and
 * that gets what the server posted there, through the protocol of its developer tools.
 */
export class PushedBrowser {
  private constructor(
    readonly context: BrowserContext,
    readonly tools: CDPSession,
    readonly registrations: Map<string, string>,
  ) {}

  /** To be called before the page subscribes. */
  static async of(page: Page, service: PushService): Promise<PushedBrowser> {
    const context = page.context();
    await context.exposeFunction("subscribeAtOurs", (key: string) => service.subscribe(key));
    await context.addInitScript(subscribeAtOurs);
    // A page of its own for the tools, which stays when all others are closed.
    const blank = await context.newPage();
    const tools = await context.newCDPSession(blank);
    const registrations = new Map<string, string>();
    tools.on("ServiceWorker.workerRegistrationUpdated", (update) => {
      for (const { registrationId, scopeURL } of update.registrations)
        registrations.set(new URL(scopeURL).origin, registrationId);
    });
    await tools.send("ServiceWorker.enable");
    await page.bringToFront();
    return new PushedBrowser(context, tools, registrations);
  }

  /** Resolves when the service worker has done with it: Chromium loses what is looked for while it is being shown. */
  async deliver(origin: string, data: string): Promise<void> {
    await expect.poll(() => this.registrations.get(origin)).toBeDefined();
    const registrationId = this.registrations.get(origin) ?? "";
    const before = await this.#pushesDone();
    await this.tools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
    await expect.poll(() => this.#pushesDone()).toBeGreaterThan(before);
  }

  /** How many pushes the service worker has done with since it was first asked. */
  #pushesDone(): Promise<number> {
    return workerOf(this.context).evaluate(() => {
      const scope = globalThis as unknown as CountingScope;
      if (scope.pushesDone !== undefined) return scope.pushesDone;
      scope.pushesDone = 0;
      const { waitUntil } = scope.ExtendableEvent.prototype;
      scope.ExtendableEvent.prototype.waitUntil = function (work) {
        waitUntil.call(this, work);
        void Promise.allSettled([work]).then(() => {
          scope.pushesDone = (scope.pushesDone ?? 0) + 1;
        });
      };
      return 0;
    });
  }

  /** What the system shows, in the order of the alphabet. */
  shown(): Promise<string[]> {
    return workerOf(this.context).evaluate(async () => {
      const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
      const shown = await registration.getNotifications();
      return shown.map(({ title, body }) => `${title}: ${body}`).sort();
    });
  }
}

/** Clicks the notification of this title; gives the path of the window that it opened, if it opened one. */
export async function clickNotification(context: BrowserContext, title: string): Promise<string | null> {
  return workerOf(context).evaluate(async (wanted) => {
    const scope = globalThis as unknown as ClickableScope;
    const shown = await scope.registration.getNotifications();
    const notification = shown.find((one) => one.title === wanted);
    let path: string | null = null;
    // Only a person's own click may open a window.
    scope.clients.openWindow = async (address) => {
      path = address;
      return null;
    };
    const click = new scope.NotificationEvent("notificationclick", { notification });
    const done: Promise<unknown>[] = [];
    click.waitUntil = (work) => void done.push(Promise.resolve(work));
    scope.dispatchEvent(click);
    await Promise.all(done);
    return path;
  }, title);
}

function workerOf(context: BrowserContext): Worker {
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error("There is no service worker.");
  return worker;
}

interface CountingScope {
  pushesDone?: number;
  ExtendableEvent: { prototype: { waitUntil: (work: unknown) => void } };
}

interface ClickableScope {
  registration: ServiceWorkerRegistration;
  clients: { openWindow: (address: string) => Promise<null> };
  NotificationEvent: new (
    type: string,
    init: { notification: Notification | undefined },
  ) => Event & { waitUntil: (work: unknown) => void };
  dispatchEvent: (event: Event) => boolean;
}

/** Runs in the page: a subscription as the browser would give it, made by the test. */
function subscribeAtOurs() {
  let current: object | null = null;
  const { subscribeAtOurs: ask } = globalThis as unknown as {
    subscribeAtOurs: (key: string) => Promise<object>;
  };
  PushManager.prototype.subscribe = async (options) => {
    const key = options?.applicationServerKey as Uint8Array<ArrayBuffer>;
    const base64 = btoa(String.fromCharCode(...key))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
    const wire = await ask(base64);
    current = {
      ...wire,
      options: { applicationServerKey: key.buffer },
      toJSON: () => wire,
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    return current as PushSubscription;
  };
  PushManager.prototype.getSubscription = async () => current as PushSubscription | null;
}
