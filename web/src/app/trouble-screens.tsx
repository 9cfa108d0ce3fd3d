import type { StopReason } from "@encrptalk/client";
import { CloudOff, RefreshCw } from "lucide";
import { useEffect } from "preact/compat";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { startSession } from "./session.ts";
import { useUsable } from "./usable.ts";
import styles from "./whole-screen.module.css";

const AGAIN_MS = 10_000;

/** The server does not answer. It is asked again by itself, too. */
export function UnreachableScreen({ error }: { error: unknown }) {
  useEffect(() => {
    const again = () => void startSession();
    const timer = setTimeout(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, []);
  return (
    <main className={styles.screen}>
      <EmptyState
        icon={<Icon of={CloudOff} size={22} />}
        title={m.unreachable_title()}
        wholePage
        action={
          <Button look="primary" onClick={() => void startSession()}>
            {m.try_again()}
          </Button>
        }
      >
        {sentenceOf(error)}
      </EmptyState>
    </main>
  );
}

/** This tab may not go on by itself. */
export function StoppedScreen({ reason }: { reason: StopReason }) {
  const crowded = reason === "too-many-connections";
  return (
    <main className={styles.screen}>
      <EmptyState
        icon={<Icon of={RefreshCw} size={22} />}
        title={crowded ? m.stopped_crowded_title() : m.stopped_updated_title()}
        wholePage
        action={
          <Button look="primary" onClick={() => location.reload()}>
            {crowded ? m.try_again() : m.reload()}
          </Button>
        }
      >
        {crowded ? m.stopped_crowded_text() : m.stopped_updated_text()}
      </EmptyState>
    </main>
  );
}

/** The code of a part of the page could not be fetched. */
export function MissingPart() {
  useUsable(true);
  return (
    <main className={styles.screen}>
      <EmptyState
        icon={<Icon of={CloudOff} size={22} />}
        title={m.part_missing_title()}
        wholePage
        action={
          <Button look="primary" onClick={() => location.reload()}>
            {m.reload()}
          </Button>
        }
      >
        {m.part_missing_text()}
      </EmptyState>
    </main>
  );
}
