import { useRef } from "preact/compat";
import { FormError } from "../../design/form-error.tsx";
import { Spinner } from "../../design/spinner.tsx";
import { m } from "../../paraglide/messages.js";
import { BesidePeople } from "../beside-people.tsx";
import { ChooseList } from "./choose-list.tsx";
import { ImportDone } from "./import-done.tsx";
import styles from "./import-page.module.css";
import { LookAtList } from "./look-at-list.tsx";
import { useImport } from "./use-import.ts";

/** Students from a list: choose it, look at what would become of each row, import all of it. */
export function ImportPage() {
  const roster = useImport();
  const scroller = useRef<HTMLDivElement>(null);
  const { stage, busy, problem } = roster;
  return (
    <BesidePeople title={m.roster_title()} scroller={scroller}>
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
    </BesidePeople>
  );
}
