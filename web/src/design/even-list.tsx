import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "preact/compat";
import styles from "./even-list.module.css";
import { windowHeight } from "./window-height.ts";

/** So many rows come and go at a time, and so many stand in the document beyond the view on either side. */
const STEP = 4;
/** Those beyond the view come only after what is in it. */
const BEYOND_AFTER_MS = 500;
const USUAL_REM_PX = 16;

/** What of a list is in view. */
export interface ListView {
  /** Of the row at the foot of the view. */
  last: number;
  /** How far the list is scrolled. */
  offsetPx: number;
}

interface EvenListProps<Row> {
  rows: readonly Row[];
  /** How high each of them is. */
  rowRem: number;
  keyOf: (row: Row) => string;
  /** What scrolls; nothing else stands above the rows in it. */
  scroller: RefObject<HTMLElement | null>;
  /** At first, and when it is another. */
  onView?: (view: ListView) => void;
  children: (row: Row) => ReactNode;
}

/**
 * Rows of one height, of which only those near the view are in the document. Since nothing has to be measured for it,
 * they are drawn together with what stands around them.
 */
export function EvenList<Row>({ rows, rowRem, keyOf, scroller, onView, children }: EvenListProps<Row>) {
  const list = useRef<HTMLUListElement>(null);
  const [first, setFirst] = useState(0);
  // Until the view is known: it is not higher than the window.
  const [fit, setFit] = useState(() => Math.ceil(windowHeight() / (rowRem * USUAL_REM_PX)));
  const [beyond, setBeyond] = useState(0);

  const look = () => {
    const view = scroller.current;
    const rowPx = (list.current?.offsetHeight ?? 0) / rows.length;
    if (view === null || !(rowPx > 0)) return;
    const offsetPx = view.scrollTop;
    const inView = Math.floor(offsetPx / rowPx);
    setFirst(inView - (inView % STEP));
    setFit(Math.ceil(view.clientHeight / rowPx) + STEP);
    onView?.({ last: Math.floor((offsetPx + view.clientHeight) / rowPx), offsetPx });
  };
  const latest = useRef(look);
  useLayoutEffect(() => {
    latest.current = look;
  });
  useEffect(() => {
    const view = scroller.current;
    const whole = list.current;
    if (view === null || whole === null) return;
    const onMove = () => latest.current();
    view.addEventListener("scroll", onMove, { passive: true });
    const resizes = new ResizeObserver(onMove);
    resizes.observe(view);
    resizes.observe(whole);
    const settling = setTimeout(() => setBeyond(STEP), BEYOND_AFTER_MS);
    return () => {
      view.removeEventListener("scroll", onMove);
      resizes.disconnect();
      clearTimeout(settling);
    };
  }, [scroller]);

  const start = Math.max(0, first - beyond);
  return (
    <ul ref={list} className={styles.list} style={{ blockSize: `${rows.length * rowRem}rem` }}>
      {rows.slice(start, first + fit + beyond).map((row, index) => (
        <li
          key={keyOf(row)}
          className={styles.row}
          style={{ blockSize: `${rowRem}rem`, insetBlockStart: `${(start + index) * rowRem}rem` }}
        >
          {children(row)}
        </li>
      ))}
    </ul>
  );
}
