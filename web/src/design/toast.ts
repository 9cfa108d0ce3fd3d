import { Signal } from "./signal.ts";

export interface Toast {
  id: number;
  title: string;
  text?: string;
  tone: "plain" | "good" | "danger";
  /** Makes the whole toast lead somewhere. */
  onOpen?: () => void;
  /** A newer toast of the same key takes the older one's place. */
  key?: string;
}

/** Toasts that the host has not taken yet: its code is loaded apart. */
export const waitingToasts = new Signal<readonly Toast[]>([]);

let lastId = 0;

export function showToast(toast: Omit<Toast, "id">) {
  waitingToasts.set([...waitingToasts.get(), { ...toast, id: ++lastId }]);
}

/** All that is there by now: more may have come since the host last looked. */
export function takeAll<Item>(signal: Signal<readonly Item[]>): readonly Item[] {
  const taken = signal.get();
  signal.set([]);
  return taken;
}

/** Keys of toasts that are to go, as their matter is settled. */
export const settledToasts = new Signal<readonly string[]>([]);

/** Takes the toast of this key away, if it is still there. */
export function closeToast(key: string) {
  const waiting = waitingToasts.get();
  if (waiting.some((toast) => toast.key === key))
    waitingToasts.set(waiting.filter((toast) => toast.key !== key));
  settledToasts.set([...settledToasts.get(), key]);
}
