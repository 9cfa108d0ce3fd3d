import { type FocusEvent, type KeyboardEvent, useState } from "preact/compat";
import type { UnevenView } from "../design/uneven-view.ts";
import type { Row } from "./rows.ts";

interface MessageFocus {
  /** The row that has the focus stays in the document wherever the view is. */
  kept: string | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
}

const isMessage = (row: Row | undefined) => row?.kind === "message" || row?.kind === "pending";

/** Walks through the messages by the arrow keys. The timeline is one stop of the Tab key; a message opens its menu. */
export function useMessageFocus(rows: readonly Row[], view: UnevenView<Row>): MessageFocus {
  const [focused, setFocused] = useState<string | null>(null);
  const index = rows.findIndex((row) => row.key === focused);

  const step = (from: number, by: 1 | -1): number => {
    for (let at = from + by; at >= 0 && at < rows.length; at += by) if (isMessage(rows[at])) return at;
    return -1;
  };
  const focusRow = (at: number) => {
    const key = rows[at]?.key;
    if (key === undefined) return;
    setFocused(key);
    view.goTo(key, "nearest");
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus(),
    );
  };

  return {
    kept: focused,
    onKeyDown: (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown"].includes(event.key))
        return;
      const up = event.key === "ArrowUp";
      const target = step(index < 0 ? rows.length : index, up ? -1 : 1);
      if (target < 0) return;
      event.preventDefault();
      focusRow(target);
    },
    onFocus: ({ target }) => {
      const key =
        target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row]")?.dataset.row : undefined;
      setFocused(key ?? null);
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setFocused(null);
    },
  };
}
