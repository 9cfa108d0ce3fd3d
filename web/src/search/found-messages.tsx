import { Search, SearchX } from "lucide";
import { useMe } from "../app/signed-in.ts";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { FoundRow } from "./found-row.tsx";
import styles from "./search-page.module.css";
import { unknownAdvice, unknownSentence } from "./unknown-sentence.ts";
import type { useMessageSearch } from "./use-message-search.ts";

type FoundMessagesProps = ReturnType<typeof useMessageSearch> & { q: string };

/** What was found, or why nothing was. */
export function FoundMessages({ q, answered, ...pages }: FoundMessagesProps) {
  const stale = answered.q !== q;
  const { items, status } = pages;
  const nothing = !stale && status === "ready" && items.length === 0 && !pages.hasMore;
  return (
    <div className={styles.scroller}>
      {q === "" ? (
        <EmptyState icon={<Icon of={Search} size={22} />} title={m.search_start()}>
          {m.search_start_text()}
        </EmptyState>
      ) : nothing ? (
        <Nothing q={q} unknown={answered.unknown} />
      ) : (
        !(stale && status === "failed") && (
          <ol className={stale ? styles.stale : undefined} aria-label={m.search_found()}>
            {items.map((found) => (
              <li key={`${found.hit.roomId} ${found.hit.seq}`}>
                <FoundRow found={found} />
              </li>
            ))}
          </ol>
        )
      )}
      {q !== "" && <LoadMore {...pages} hasMore={pages.hasMore && !stale} onLoad={pages.loadMore} />}
      <VisuallyHidden>
        <span role="status">
          {q !== "" &&
            !stale &&
            status === "ready" &&
            items.length > 0 &&
            m.search_count({ count: items.length })}
        </span>
      </VisuallyHidden>
    </div>
  );
}

function Nothing({ q, unknown }: { q: string; unknown: FoundMessagesProps["answered"]["unknown"] }) {
  const staff = useMe().role === "admin";
  const [first] = unknown;
  return (
    <EmptyState
      icon={<Icon of={SearchX} size={22} />}
      title={first ? unknownSentence(first, staff) : m.search_none({ q })}
    >
      {first ? unknownAdvice(first) : m.search_none_text()}
    </EmptyState>
  );
}
