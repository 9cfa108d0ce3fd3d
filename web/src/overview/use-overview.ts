import { isConnected } from "@encrptalk/client";
import type { DeskOverview } from "@encrptalk/protocol";
import { useEffect, useRef, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";

/** However much happens, it is asked for at most this often. */
const REST_MS = 2_000;

interface LiveOverview {
  /** The last that is known; `null` before the first. */
  overview: DeskOverview | null;
  /** Why what is shown is not what is. */
  error: unknown;
  retry: () => void;
}

/** The figures of the desk, asked for again when something has changed and when the connection is back. */
export function useOverview(): LiveOverview {
  const client = useClient();
  const [overview, setOverview] = useState<DeskOverview | null>(null);
  const [error, setError] = useState<unknown>();
  const ask = useRef(() => {});

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let askedAt = Number.NEGATIVE_INFINITY;
    let closed = false;
    const fetchNow = () => {
      timer = undefined;
      askedAt = performance.now();
      client.api.deskOverview().then(
        (fresh) => {
          if (closed) return;
          setOverview(fresh);
          setError(undefined);
        },
        (reason: unknown) => closed || setError(reason),
      );
    };
    ask.current = () => {
      timer ??= setTimeout(fetchNow, Math.max(0, askedAt + REST_MS - performance.now()));
    };
    ask.current();
    const stop = client.desk.onChanged(() => ask.current());
    return () => {
      closed = true;
      clearTimeout(timer);
      stop();
    };
  }, [client]);

  const connected = isConnected(useObservable(client.connection));
  useEffect(() => {
    if (connected) ask.current();
  }, [connected]);
  return { overview, error, retry: () => ask.current() };
}
