import { Signal } from "../design/signal.ts";

/** Whether this device shows notifications of the system. */
export type DeviceState =
  /** The browser cannot. */
  | "unsupported"
  /** The browser only would at an address with TLS. */
  | "insecure"
  /** The person has forbidden it in the browser. */
  | "denied"
  | "off"
  | "on";

/** What was chosen here, kept until the next sign-out. */
const KEY = "encrptalk.notifications";
type Choice = "on" | "off" | "later";

export const deviceState = new Signal<DeviceState>(stateNow());
/** `false`: the browser could not be subscribed to pushes; it shows notifications only while a page is open. */
export const isReachable = new Signal(true);

function stateNow(): DeviceState {
  if (!isSecureContext) return "insecure";
  if (!("Notification" in globalThis) || !("serviceWorker" in navigator)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && choice() === "on" ? "on" : "off";
}

function choice() {
  return localStorage.getItem(KEY);
}

/** Looks again: the permission may have been given or taken in the browser's own settings. */
export const lookAgain = () => deviceState.set(stateNow());

export function choose(chosen: Choice) {
  localStorage.setItem(KEY, chosen);
  lookAgain();
}

export function forgetChoice() {
  localStorage.removeItem(KEY);
  lookAgain();
}

/** Whether it is still to be asked about: not while it is on or impossible, nor after an answer. */
export const isToBeAsked = () => deviceState.get() === "off" && choice() === null;
