import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "preact/compat";
import styles from "./uneven-list.module.css";
import type { UnevenView } from "./uneven-view.ts";

interface UnevenListProps<Row> {
  view: UnevenView<Row>;
  rows: readonly Row[];
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** What it is said to be: nothing, or a list. */
  role?: "list";
  /** The key of a row that stays in the document wherever the view is. */
  kept?: string | null;
  children: (row: Row) => ReactNode;
}

/** Rows of all heights, of which only those near the view are in the document. */
export function UnevenList<Row>(props: UnevenListProps<Row>) {
  const { view, rows, scroller, role, kept, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const rowRole = role && "listitem";
  const [, setTurn] = useState(0);
  view.show(rows);
  useLayoutEffect(() => {
    if (scroller.current === null || list.current === null) return;
    return view.attach({
      scroller: scroller.current,
      list: list.current,
      redraw: () => setTurn((turn) => turn + 1),
    });
  }, [view, scroller]);
  useLayoutEffect(() => view.settle());

  const { first, end } = view.rows;
  const keptAt = kept == null ? -1 : view.rows.indexOf(kept);
  const drawn = view.rows.drawn.map((row, index) => (
    <div key={view.rows.keyOf(row)} className={styles.row} role={rowRole} data-index={first + index}>
      {children(row)}
    </div>
  ));
  const beside = rows[keptAt];
  const isBeside = beside !== undefined && (keptAt < first || keptAt >= end);
  const besides = isBeside && (
    <div
      key={view.rows.keyOf(beside)}
      className={styles.kept}
      role={rowRole}
      style={{ insetBlockStart: `${view.rows.topOf(keptAt)}px` }}
    >
      {children(beside)}
    </div>
  );
  // In their order: what is moved within the document loses the focus.
  return (
    <div ref={list} className={styles.list} role={role}>
      {keptAt < first ? [besides, ...drawn] : [...drawn, besides]}
    </div>
  );
}
