import { Signal } from "../design/signal.ts";

const ADDRESS = "/service-worker.js";

/** TypeScript does not know these yet (https://www.w3.org/TR/trusted-types/). */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(url: string): string };
}

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
  address ??= trustedAddress();
  await navigator.serviceWorker.register(address, {
    type: import.meta.env.DEV ? "module" : "classic",
    updateViaCache: "none",
  });
  const registration = await navigator.serviceWorker.ready;
  worker.set(registration);
  return registration;
}

/** The Content-Security-Policy lets one policy of this name be made, and this is all that it lets pass. */
function trustedAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("service-worker", { createScriptURL: () => ADDRESS });
  return policy?.createScriptURL(ADDRESS) ?? ADDRESS;
}
