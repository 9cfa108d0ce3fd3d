import type { RosterCheck } from "@encrptalk/protocol";
import { FileText } from "lucide";
import type { RefObject } from "preact/compat";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { Switch } from "../../design/switch.tsx";
import { m } from "../../paraglide/messages.js";
import { listOf } from "../../text/lists.ts";
import { Columns } from "./columns.tsx";
import styles from "./import-page.module.css";
import type { Import, Stage } from "./use-import.ts";
import { Verdicts } from "./verdicts.tsx";

interface LookAtListProps {
  roster: Import;
  stage: Extract<Stage, { name: "look" }>;
  scroller: RefObject<HTMLElement | null>;
}

/** The dry run: which column is what, what becomes of each row, and then the import itself. */
export function LookAtList({ roster, stage: { list, check }, scroller }: LookAtListProps) {
  const { counts, missing } = check;
  const complete = missing.length === 0;
  return (
    <>
      <div className={styles.list}>
        <Icon of={FileText} size={20} />
        <p className={styles.file}>
          <bdi>{list.name}</bdi>
          {complete && <span>{m.roster_rows({ count: rowsOf(check) })}</span>}
        </p>
        <Button small onClick={roster.startAgain}>
          {m.roster_another()}
        </Button>
      </div>
      <Columns check={check} onChoose={roster.chooseColumn} />
      {complete && (
        <>
          {counts.deactivate > 0 && (
            <Switch
              label={m.roster_missing({ count: counts.deactivate })}
              hint={m.roster_missing_hint()}
              checked={roster.deactivates}
              onChange={roster.setDeactivates}
            />
          )}
          <Verdicts check={check} withMissing={roster.deactivates} scroller={scroller} />
          <Decision roster={roster} counts={counts} />
        </>
      )}
    </>
  );
}

const rowsOf = ({ counts: { add, update, unchanged, refused } }: RosterCheck): number =>
  add + update + unchanged + refused;

/** What the import would do, always in sight, with its button; or why there is none. */
function Decision({ roster, counts }: { roster: Import; counts: RosterCheck["counts"] }) {
  const deactivate = roster.deactivates ? counts.deactivate : 0;
  const done = [
    counts.add > 0 && m.roster_count_add({ count: counts.add }),
    counts.update > 0 && m.roster_count_update({ count: counts.update }),
    deactivate > 0 && m.roster_count_deactivate({ count: deactivate }),
  ].filter((part) => part !== false);
  if (counts.refused > 0)
    return (
      <p className={styles.refused} role="status">
        {m.roster_refused({ count: counts.refused })}
      </p>
    );
  if (done.length === 0)
    return (
      <p className={styles.decision} role="status">
        {m.roster_nothing()}
      </p>
    );
  return (
    <div className={styles.decision}>
      <p role="status">{roster.busy === "import" ? m.roster_importing() : listOf(done)}</p>
      <Button look="primary" busy={roster.busy !== null} onClick={roster.runImport}>
        {m.roster_action()}
      </Button>
    </div>
  );
}
