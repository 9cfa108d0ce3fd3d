import { useEffect } from "preact/compat";
import { Signal, useSignal } from "../design/signal.ts";
import { PHONE, useMedia } from "./media.ts";

/** What can wait lets the first letters and clicks go before it. */
const REST_AFTER_MS = 400;

/** Whether a person can do what they came for, and has had a moment for it. What can wait is fetched only then. */
export const isUsable = new Signal(false);
const isListShown = new Signal(false);

/** To be called by what a person comes for. */
export function useUsable(ready: boolean) {
  useEffect(() => {
    // Whatever is on the screen by then.
    if (ready) setTimeout(() => isUsable.set(true), REST_AFTER_MS);
  }, [ready]);
}

/** As `useUsable`, for a list of rooms or students; `alone`: nothing is chosen from it. */
export function useUsableList(loaded: boolean, alone: boolean) {
  useEffect(() => {
    if (loaded) isListShown.set(true);
  }, [loaded]);
  useUsable(loaded && alone);
}

/** As `useUsable`, for a conversation, which on a phone stands without its list. */
export function useUsableThread(ready: boolean) {
  const list = useSignal(isListShown);
  const phone = useMedia(PHONE);
  useUsable(ready && (list || phone));
}
