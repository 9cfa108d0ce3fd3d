import { useEffect, useRef } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { Button } from "./button.tsx";
import styles from "./load-more.module.css";
import { Spinner } from "./spinner.tsx";

interface LoadMoreProps {
  status: "loading" | "ready" | "failed";
  error: unknown;
  hasMore: boolean;
  onLoad: () => void;
}

/** The end of a paged list: loads the next page when it comes near, and says so when that fails. */
export function LoadMore({ status, error, hasMore, onLoad }: LoadMoreProps) {
  const end = useRef<HTMLDivElement>(null);
  const load = useRef(onLoad);
  useEffect(() => {
    load.current = onLoad;
  });
  useEffect(() => {
    const element = end.current;
    if (element === null || status !== "ready" || !hasMore) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && load.current(), {
      rootMargin: "400px",
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [status, hasMore]);
  return (
    <div className={styles.end} ref={end}>
      {status === "loading" && (
        <p role="status" className={styles.loading}>
          <Spinner /> {m.loading()}
        </p>
      )}
      {status === "failed" && (
        <p role="alert" className={styles.failed}>
          {sentenceOf(error)}
          <Button small onClick={onLoad}>
            {m.try_again()}
          </Button>
        </p>
      )}
    </div>
  );
}
