import type { DeskListState, DeskList as List } from "@encrptalk/client";
import type { AccountId } from "@encrptalk/protocol";
import { ChartColumn, CloudOff } from "lucide";
import { Suspense, useCallback, useRef } from "preact/compat";
import { useLocation } from "wouter";
import { PHONE, useMedia } from "../app/media.ts";
import { useObservable } from "../app/observe.ts";
import header from "../app/pane-header.module.css";
import { part } from "../app/part.ts";
import { PartBoundary } from "../app/part-boundary.tsx";
import { useClient } from "../app/signed-in.ts";
import { useUsableList } from "../app/usable.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Button, IconButton } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { RoomListSkeleton } from "../rooms/room-list-skeleton.tsx";
import { sentenceOf } from "../text/error-sentence.ts";
import { ClassSelect } from "./class-select.tsx";
import { type DeskQuestion, deskPath, useDeskAddress } from "./desk-address.ts";
import { DeskFilters } from "./desk-filters.tsx";
import { DeskFind } from "./desk-find.tsx";
import { DeskList } from "./desk-list.tsx";
import styles from "./desk-list-pane.module.css";
import type { ShownList } from "./use-desk-list.ts";

const DeskNobody = part(async () => (await import("./desk-nobody.tsx")).DeskNobody);

interface DeskListPaneProps {
  shown: ShownList;
  selected: AccountId | undefined;
}

/** All students, the parts of the list, and ways to find one of them. */
export function DeskListPane({ shown, selected }: DeskListPaneProps) {
  const counts = useObservable(useClient().desk.counts);
  const { question, ask: askNow } = useDeskAddress(selected);
  // The same for all students; by the time of asking, another filter or student may have been chosen.
  const asking = useRef(askNow);
  asking.current = askNow;
  const ask = useCallback((change: Partial<DeskQuestion>) => asking.current(change), []);
  const [, navigate] = useLocation();
  const phone = useMedia(PHONE);
  const { loaded, error } = shown.state;
  useUsableList(loaded || error != null, selected === undefined);
  return (
    <>
      <header className={header.header}>
        <h1 className={header.title}>{m.navigation_messages()}</h1>
        <ClassSelect value={question.className} students={counts?.all ?? null} onAsk={ask} />
        {phone && (
          <IconButton
            label={m.navigation_overview()}
            icon={<Icon of={ChartColumn} size={20} />}
            onClick={() => navigate("/overview")}
          />
        )}
      </header>
      <DeskFind value={question.find} onAsk={ask} />
      <DeskFilters value={question.filter} counts={counts} onAsk={ask} />
      <Students
        shown={shown}
        selected={selected}
        onShowAll={() => navigate(deskPath(selected), { replace: true })}
      />
      {selected === undefined && (
        <footer className={header.footer}>
          <ConnectionStatus />
        </footer>
      )}
    </>
  );
}

function Students({ shown, selected, onShowAll }: DeskListPaneProps & { onShowAll: () => void }) {
  const { list, state, question, stale } = shown;
  if (!state.loaded) return <Awaited list={list} state={state} />;
  if (state.rows.length === 0 && state.complete)
    return (
      <PartBoundary resetKey={deskPath(null, question)}>
        <Suspense fallback={null}>
          <DeskNobody question={question} onShowAll={onShowAll} />
        </Suspense>
      </PartBoundary>
    );
  const students = (
    <DeskList
      key={deskPath(null, question)}
      list={list}
      state={state}
      question={question}
      selected={selected}
      pathOf={(studentId) => deskPath(studentId, question)}
    />
  );
  return stale ? <div className={styles.stale}>{students}</div> : students;
}

const Awaited = ({ list, state }: { list: List; state: DeskListState }) =>
  state.error == null ? (
    <RoomListSkeleton />
  ) : (
    <EmptyState
      icon={<Icon of={CloudOff} size={22} />}
      title={m.desk_list_failed()}
      action={<Button onClick={() => list.retry()}>{m.try_again()}</Button>}
    >
      {sentenceOf(state.error)}
    </EmptyState>
  );
