import { useEffect } from "preact/compat";
import { Signal } from "../design/signal.ts";

/** What the keys do on the screen in view, where it has conversations of its own. */
export interface ScreenKeys {
  /** To the next conversation of the list, or the one before. */
  step: (by: 1 | -1) => void;
  search: () => void;
  /** Closes the conversation in view, or opens it again. */
  toggleClosed: () => void;
}

export const screenKeys = new Signal<ScreenKeys | null>(null);

/** Answers the keys as long as the component is shown. */
export function useScreenKeys(keys: ScreenKeys) {
  useEffect(() => {
    screenKeys.set(keys);
    return () => screenKeys.set(null);
  });
}
