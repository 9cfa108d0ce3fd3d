import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "../design/button.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./desk-find.module.css";

const TYPING_MS = 200;

interface DeskFindProps {
  /** What the address says. */
  value: string;
  onFind: (find: string) => void;
}

export const focusDeskFind = () => document.getElementById("desk-find")?.focus();

/** Finds a student by a few letters; the list follows when typing pauses. */
export function DeskFind({ value, onFind }: DeskFindProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address has moved on by itself: by the back button, or because all are to be shown.
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const find = (next: string, afterMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = next.trim();
      onFind(next.trim());
    }, afterMs);
  };
  return (
    <div className={styles.find}>
      <Search size={16} aria-hidden="true" />
      <input
        id="desk-find"
        type="search"
        value={text}
        maxLength={100}
        placeholder={m.desk_find_hint()}
        aria-label={m.desk_find()}
        autoComplete="off"
        onChange={(event) => find(event.target.value, TYPING_MS)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text === "") event.currentTarget.blur();
          else find("", 0);
        }}
      />
      {text !== "" && (
        <IconButton
          className={styles.clear}
          label={m.desk_find_clear()}
          icon={<X size={16} />}
          onClick={() => {
            find("", 0);
            focusDeskFind();
          }}
        />
      )}
    </div>
  );
}
