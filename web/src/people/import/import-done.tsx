import type { RosterImported } from "@encrptalk/protocol";
import { CircleCheck } from "lucide";
import { useEffect, useRef } from "preact/compat";
import { useLocation } from "wouter";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { m } from "../../paraglide/messages.js";
import styles from "./import-page.module.css";

/** What came of an import, and what to do next. */
export function ImportDone({ imported }: { imported: RosterImported }) {
  const { added, updated, deactivated, unchanged } = imported;
  const [, navigate] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const facts = [
    added > 0 && m.roster_count_add({ count: added }),
    updated > 0 && m.roster_count_update({ count: updated }),
    deactivated > 0 && m.roster_count_deactivate({ count: deactivated }),
    unchanged > 0 && m.roster_count_unchanged({ count: unchanged }),
  ].filter((fact) => fact !== false);
  return (
    <section className={styles.done}>
      <Icon of={CircleCheck} size={40} />
      <h2 ref={heading} tabIndex={-1}>
        {m.roster_done_title()}
      </h2>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {added > 0 && <p className={styles.text}>{m.roster_done_text()}</p>}
      <div className={styles.actions}>
        <Button look={added > 0 ? "primary" : "secondary"} onClick={() => navigate("/people/invitations")}>
          {m.roster_done_invite()}
        </Button>
        <Button look={added > 0 ? "secondary" : "primary"} onClick={() => navigate("/people")}>
          {m.roster_done_people()}
        </Button>
      </div>
    </section>
  );
}
