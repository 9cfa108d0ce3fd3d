import { memo, useEffect, useRef, useState } from "preact/compat";
import { SearchField } from "../design/search-field.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./desk-find.module.css";

const TYPING_MS = 200;

interface DeskFindProps {
  /** What the address says. */
  value: string;
  onAsk: (change: { find: string }) => void;
}

export const focusDeskFind = () => document.getElementById("desk-find")?.focus();

/** Finds a student by a few letters; the list follows when typing pauses. */
export const DeskFind = memo(function DeskFind({ value, onAsk }: DeskFindProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address has moved on by itself: by the back button, or because all are to be shown.
    if (value !== told.current) {
      clearTimeout(timer.current);
      setText(value);
    }
    told.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const find = (next: string, afterMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = next.trim();
      onAsk({ find: next.trim() });
    }, afterMs);
  };
  return (
    <SearchField
      id="desk-find"
      className={styles.find}
      label={m.desk_find()}
      placeholder={m.desk_find_hint()}
      maxLength={100}
      value={text}
      onChange={(next) => find(next, TYPING_MS)}
      onClear={() => find("", 0)}
    />
  );
});
