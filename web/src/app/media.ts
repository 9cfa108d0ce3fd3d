import { useSyncExternalStore } from "preact/compat";

/** One pane at a time. */
export const PHONE = "(max-width: 45rem)";
/** Room for the details beside the thread. */
export const WIDE = "(min-width: 72rem)";

export function useMedia(query: string): boolean {
  const { subscribe, get } = watched(query);
  return useSyncExternalStore(subscribe, get);
}

interface Watched {
  subscribe: (listener: () => void) => () => void;
  get: () => boolean;
}

const known = new Map<string, Watched>();

/** The same for the same query, so that nobody subscribes anew each time that something is drawn. */
function watched(query: string): Watched {
  const before = known.get(query);
  if (before !== undefined) return before;
  const media = matchMedia(query);
  const made: Watched = {
    subscribe: (listener) => {
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    get: () => media.matches,
  };
  known.set(query, made);
  return made;
}
