import { ArrowLeft } from "lucide";
import type { ReactNode, RefObject } from "preact/compat";
import { useLocation } from "wouter";
import header from "../app/pane-header.module.css";
import { useTitle } from "../app/use-title.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { IconButton } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./beside-people.module.css";

interface BesidePeopleProps {
  title: string;
  /** What scrolls, for whoever draws only what is in view. */
  scroller?: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}

/** A page of what is done with many people at once, and the way back to their list. */
export function BesidePeople({ title, scroller, children }: BesidePeopleProps) {
  const [, navigate] = useLocation();
  useTitle(title);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={`${header.header} ${header.ruled}`}>
        <IconButton
          label={m.roster_back()}
          icon={<Icon of={ArrowLeft} size={20} className="directional" />}
          onClick={() => navigate("/people")}
        />
        <h1 className={header.title}>{title}</h1>
      </header>
      <div className={styles.scroller} ref={scroller ?? null}>
        {children}
      </div>
      <footer className={header.footer}>
        <ConnectionStatus />
      </footer>
    </main>
  );
}
