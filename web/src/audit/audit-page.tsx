import { ArrowLeft, ScrollText, SearchX } from "lucide";
import { useLocation } from "wouter";
import header from "../app/pane-header.module.css";
import { useTitle } from "../app/use-title.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { IconButton } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { VisuallyHidden } from "../design/visually-hidden.tsx";
import { m } from "../paraglide/messages.js";
import { searchOf, useAuditAddress } from "./audit-address.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditList } from "./audit-list.tsx";
import styles from "./audit-page.module.css";
import { useAudit } from "./use-audit.ts";

/** Who did what, for administrators. The address has the filters, so that a link shows the same. */
export function AuditPage() {
  const [, navigate] = useLocation();
  const [question, ask] = useAuditAddress();
  const audit = useAudit(question);
  useTitle(m.audit_title());
  const isFiltered = Object.keys(searchOf(question)).length > 0;
  const nothing = audit.status === "ready" && audit.items.length === 0;
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={header.header}>
        <IconButton
          label={m.back_to_settings()}
          icon={<Icon of={ArrowLeft} size={20} className="directional" />}
          onClick={() => navigate("/settings")}
        />
        <div className={styles.heading}>
          <h1 className={header.title}>{m.audit_title()}</h1>
          <p className={styles.text}>{m.audit_text()}</p>
        </div>
      </header>
      <AuditFilters question={question} isFiltered={isFiltered} personName={audit.personName} onAsk={ask} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the list takes the focus, and keys must scroll it */}
      <section className={styles.scroller} aria-label={m.audit_list()} tabIndex={0}>
        <div className={styles.body}>
          {nothing ? <Nothing isFiltered={isFiltered} /> : <AuditList entries={audit.items} />}
          <LoadMore {...audit} onLoad={audit.loadMore} />
        </div>
        <VisuallyHidden>
          <span role="status">
            {audit.status === "ready" && !nothing && m.audit_count({ count: audit.items.length })}
          </span>
        </VisuallyHidden>
      </section>
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
    </main>
  );
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState icon={<Icon of={SearchX} size={22} />} title={m.audit_none_found()}>
      {m.audit_none_found_text()}
    </EmptyState>
  ) : (
    <EmptyState icon={<Icon of={ScrollText} size={22} />} title={m.audit_none()}>
      {m.audit_none_text()}
    </EmptyState>
  );
