import { useCallback, useEffect, useRef, useState } from "preact/compat";

interface Page<T> {
  items: T[];
  next: string | null;
}

interface Pages<T> {
  items: readonly T[];
  status: "loading" | "ready" | "failed";
  error: unknown;
  hasMore: boolean;
  loadMore: () => void;
  /** Loads from the beginning; what is shown stays until the answer is there. */
  reload: () => void;
  /** Puts a changed item in the place of the old one. */
  replace: (isIt: (item: T) => boolean, item: T) => void;
}

/**
 * A list that the server gives page by page. Begins anew when `load` changes; with `keeps`, what was shown stays until
 * the answer is there.
 */
export function usePages<T>(
  load: (after: string | undefined) => Promise<Page<T>>,
  { keeps = false } = {},
): Pages<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [status, setStatus] = useState<Pages<T>["status"]>("loading");
  const [error, setError] = useState<unknown>();
  // Answers of an earlier question are not for the present list.
  const question = useRef(0);

  const ask = useCallback(
    (after: string | undefined) => {
      const asked = ++question.current;
      setStatus("loading");
      load(after).then(
        (page) => {
          if (asked !== question.current) return;
          setItems((before) => (after === undefined ? page.items : [...before, ...page.items]));
          setNext(page.next);
          setStatus("ready");
        },
        (reason: unknown) => {
          if (asked !== question.current) return;
          setError(reason);
          setStatus("failed");
        },
      );
    },
    [load],
  );
  const reload = useCallback(() => ask(undefined), [ask]);
  useEffect(() => {
    if (!keeps) setItems([]);
    reload();
  }, [reload, keeps]);

  return {
    items,
    status,
    error,
    hasMore: next !== null,
    loadMore: () => status !== "loading" && ask(items.length === 0 ? undefined : (next ?? undefined)),
    reload,
    replace: (isIt, item) => setItems((before) => before.map((old) => (isIt(old) ? item : old))),
  };
}
