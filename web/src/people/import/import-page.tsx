import { ArrowLeft } from "lucide-react";
import { useRef } from "react";
import { useLocation } from "wouter";
import header from "../../app/pane-header.module.css";
import { useTitle } from "../../app/use-title.ts";
import { ConnectionStatus } from "../../connection/connection-status.tsx";
import { IconButton } from "../../design/button.tsx";
import { FormError } from "../../design/form-error.tsx";
import { Spinner } from "../../design/spinner.tsx";
import { m } from "../../paraglide/messages.js";
import { ChooseList } from "./choose-list.tsx";
import { ImportDone } from "./import-done.tsx";
import styles from "./import-page.module.css";
import { LookAtList } from "./look-at-list.tsx";
import { useImport } from "./use-import.ts";

/** Students from a list: choose it, look at what would become of each row, import all of it. */
export function ImportPage() {
  const [, navigate] = useLocation();
  const roster = useImport();
  const scroller = useRef<HTMLDivElement>(null);
  const { stage, busy, problem } = roster;
  useTitle(m.roster_title());
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={`${header.header} ${header.ruled}`}>
        <IconButton
          label={m.roster_back()}
          icon={<ArrowLeft size={20} className="directional" />}
          onClick={() => navigate("/people")}
        />
        <h1 className={header.title}>{m.roster_title()}</h1>
      </header>
      <div className={styles.scroller} ref={scroller}>
        <div className={styles.body}>
          <FormError>{problem}</FormError>
          {stage.name === "choose" && busy === null && (
            <ChooseList onChoose={(list) => void roster.choose(list)} onRefuse={roster.refuse} />
          )}
          {stage.name === "choose" && busy !== null && (
            <p role="status" className={styles.busy}>
              <Spinner /> {m.roster_checking()}
            </p>
          )}
          {stage.name === "look" && <LookAtList roster={roster} stage={stage} scroller={scroller} />}
          {stage.name === "done" && <ImportDone imported={stage} />}
        </div>
      </div>
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
    </main>
  );
}
