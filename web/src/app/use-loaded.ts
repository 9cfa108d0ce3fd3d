import { useCallback, useEffect, useState } from "preact/compat";

export type Loaded<T> =
  | { status: "loading" }
  | { status: "failed"; error: unknown }
  | { status: "ready"; value: T };

/** Loads when it is first shown and when `load` changes; `reload` keeps what is shown until the new value is there. */
export function useLoaded<T>(load: () => Promise<T>): [Loaded<T>, reload: () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ status: "loading" });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round loads again
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setLoaded({ status: "ready", value }),
      (error: unknown) => current && setLoaded({ status: "failed", error }),
    );
    return () => {
      current = false;
    };
  }, [load, round]);
  return [loaded, useCallback(() => setRound((before) => before + 1), [])];
}
