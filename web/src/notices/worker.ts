import { trustedScript } from "../app/trusted-script.ts";
import { Signal } from "../design/signal.ts";

const ADDRESS = "/service-worker.js";

/** The service worker, once this page has started it. */
export const worker = new Signal<ServiceWorkerRegistration | null>(null);

let address: string | undefined;
let starting: Promise<ServiceWorkerRegistration> | undefined;

/** Starts the service worker, or finds it running. Rejects where the browser refuses it. */
export function startWorker(): Promise<ServiceWorkerRegistration> {
  starting ??= register().catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function register(): Promise<ServiceWorkerRegistration> {
  address ??= trustedScript("service-worker", ADDRESS);
  await navigator.serviceWorker.register(address, {
    type: import.meta.env.DEV ? "module" : "classic",
    updateViaCache: "none",
  });
  const registration = await navigator.serviceWorker.ready;
  worker.set(registration);
  return registration;
}
