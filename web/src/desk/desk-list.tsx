import type { DeskListState, DeskList as List } from "@encrptalk/client";
import type { AccountId } from "@encrptalk/protocol";
import { useEffect, useRef } from "preact/compat";
import { usePassive } from "../app/use-passive.ts";
import { Button } from "../design/button.tsx";
import { EvenList, type ListView } from "../design/even-list.tsx";
import { Spinner } from "../design/spinner.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import type { DeskQuestion } from "./desk-address.ts";
import styles from "./desk-list.module.css";
import { DeskRow } from "./desk-row.tsx";
import { keepPlace, keptPlace } from "./list-place.ts";

const ROW_REM = 4.875;
/** At the usual size of text. */
const ROW_PX = ROW_REM * 16;
/** The next page is asked for when fewer rows than this are left below. */
const ROWS_AHEAD = 30;
/** A place deeper than this is not looked for again. */
const DEEPEST_PX = ROW_PX * 2_000;

interface DeskListProps {
  list: List;
  state: DeskListState;
  question: DeskQuestion;
  selected: AccountId | undefined;
  pathOf: (studentId: AccountId) => string;
}

/** The students, page by page as one scrolls; only the rows near the view are in the document. */
export function DeskList({ list, state, question, selected, pathOf }: DeskListProps) {
  const scroller = useRef<HTMLElement>(null);
  // Where the list was, until it is there again.
  const wanted = useRef(Math.min(keptPlace(question), DEEPEST_PX));
  const offset = useRef(0);
  const keeping = useRef<{ timer: ReturnType<typeof setTimeout>; keep: () => void }>(undefined);
  const { rows, complete } = state;

  // biome-ignore lint/correctness/useExhaustiveDependencies: to be run when there are other rows
  useEffect(() => {
    const shown = scroller.current;
    if (shown === null || wanted.current === 0) return;
    const enough = rows.length * ROW_PX >= wanted.current + shown.clientHeight;
    if (!enough && !complete) return void list.loadMore();
    shown.scrollTop = wanted.current;
    wanted.current = 0;
  }, [rows, complete]);
  useEffect(() => {
    const keepNow = () => {
      clearTimeout(keeping.current?.timer);
      keeping.current?.keep();
    };
    addEventListener("pagehide", keepNow);
    return () => {
      removeEventListener("pagehide", keepNow);
      keepNow();
    };
  }, []);

  usePassive(scroller, "wheel", () => {
    wanted.current = 0;
  });
  const onView = ({ last, offsetPx }: ListView) => {
    if (last > rows.length - ROWS_AHEAD && !complete && state.error == null) void list.loadMore();
    if (wanted.current > 0 || offsetPx === offset.current) return;
    offset.current = offsetPx;
    clearTimeout(keeping.current?.timer);
    const keep = () => {
      keeping.current = undefined;
      keepPlace(question, offsetPx);
    };
    keeping.current = { keep, timer: setTimeout(keep, 100) };
  };
  return (
    <nav className={styles.scroller} ref={scroller} aria-label={m.desk_list_label()}>
      <EvenList
        rows={rows}
        rowRem={ROW_REM}
        keyOf={({ student }) => student.accountId}
        scroller={scroller}
        onView={onView}
      >
        {(row) => (
          <DeskRow
            row={row}
            path={pathOf(row.student.accountId)}
            selected={row.student.accountId === selected}
          />
        )}
      </EvenList>
      {!complete && <End list={list} state={state} />}
    </nav>
  );
}

const End = ({ list, state }: Pick<DeskListProps, "list" | "state">) => (
  <p className={styles.end} role={state.error == null ? "status" : "alert"}>
    {state.error == null ? (
      <>
        <Spinner /> {m.loading()}
      </>
    ) : (
      <>
        <span>
          {m.desk_more_failed()} {sentenceOf(state.error)}
        </span>
        <Button small onClick={() => list.retry()}>
          {m.try_again()}
        </Button>
      </>
    )}
  </p>
);
