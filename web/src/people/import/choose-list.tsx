import { MAX_ROSTER_BYTES } from "@encrptalk/protocol";
import { FileDown, FileUp } from "lucide";
import { type DragEvent, type FormEvent, useState } from "preact/compat";
import button from "../../design/button.module.css";
import { Button } from "../../design/button.tsx";
import { classes } from "../../design/classes.ts";
import { Icon } from "../../design/icon.tsx";
import { m } from "../../paraglide/messages.js";
import { saveCsv } from "../save-csv.ts";
import styles from "./choose-list.module.css";
import { tooLargeSentence } from "./roster-sentence.ts";
import type { List } from "./use-import.ts";

interface ChooseListProps {
  onChoose: (list: List) => void;
  onRefuse: (sentence: string) => void;
}

/** A file, dropped or chosen, or a text. */
export function ChooseList({ onChoose, onRefuse }: ChooseListProps) {
  const [over, setOver] = useState(false);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MAX_ROSTER_BYTES) onRefuse(tooLargeSentence());
    else onChoose({ name: file.name, csv: await file.text() });
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer?.files[0]);
  };
  return (
    <div className={styles.choose}>
      <section
        aria-label={m.roster_choose_title()}
        className={styles.target}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon of={FileUp} size={28} />
        <h2 className={styles.title}>{m.roster_choose_title()}</h2>
        <p className={styles.text}>{m.roster_choose_text()}</p>
        <label className={classes(button.button, button.primary, styles.file)}>
          {m.roster_choose_file()}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            onChange={({ currentTarget }) => {
              void read(currentTarget.files?.[0]);
              // The same file, mended, is another choice.
              currentTarget.value = "";
            }}
          />
        </label>
        <p className={styles.drop}>{m.roster_drop()}</p>
      </section>
      <PasteList onChoose={onChoose} />
      <p>
        <Button
          look="quiet"
          small
          onClick={() => saveCsv("students.csv", [["Roll ID", "Name", "Email", "Class"]])}
        >
          <Icon of={FileDown} size={16} />
          {m.roster_template()}
        </Button>
      </p>
    </div>
  );
}

function PasteList({ onChoose }: Pick<ChooseListProps, "onChoose">) {
  const [open, setOpen] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const csv = String(new FormData(event.currentTarget).get("csv") ?? "");
    onChoose({ name: m.roster_pasted(), csv });
  };
  return (
    <details className={styles.paste} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{m.roster_paste()}</summary>
      {open && (
        <form onSubmit={submit}>
          <label>
            <span>{m.roster_paste_label()}</span>
            <textarea
              name="csv"
              rows={8}
              spellcheck={false}
              required
              placeholder="Roll ID, Name, Email, Class"
            />
          </label>
          <Button type="submit">{m.roster_paste_action()}</Button>
        </form>
      )}
    </details>
  );
}
