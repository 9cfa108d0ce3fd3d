import { useEffect } from "preact/compat";

/** Names the tab. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
