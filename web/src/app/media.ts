import { useSyncExternalStore } from "preact/compat";

/** One pane at a time. */
export const PHONE = "(max-width: 45rem)";
/** Room for the details beside the thread. */
export const WIDE = "(min-width: 72rem)";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}
