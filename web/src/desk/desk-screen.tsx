import type { DeskEntryRow } from "@encrptalk/client";
import type { AccountId } from "@encrptalk/protocol";
import { MessagesSquare } from "lucide";
import { Suspense, useCallback, useRef, useState } from "preact/compat";
import { useLocation } from "wouter";
import { useMedia, WIDE } from "../app/media.ts";
import { Panes } from "../app/panes.tsx";
import { part } from "../app/part.ts";
import { PartBoundary } from "../app/part-boundary.tsx";
import { isUsable } from "../app/usable.ts";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { useSignal } from "../design/signal.ts";
import { useScreenKeys } from "../keys/screen-keys.ts";
import { m } from "../paraglide/messages.js";
import { AfterThread } from "../thread/after-thread.tsx";
import { ConversationPane } from "./conversation-pane.tsx";
import { useDeskAddress } from "./desk-address.ts";
import { focusDeskFind } from "./desk-find.tsx";
import { DeskListPane } from "./desk-list-pane.tsx";
import { useConversationStatus } from "./use-conversation-status.ts";
import { type ShownList, useDeskList } from "./use-desk-list.ts";
import { useStudentDetails } from "./use-student-details.ts";

const StudentPanel = part(async () => (await import("./student-panel.tsx")).StudentPanel);
const StudentDialog = part(async () => (await import("./student-dialog.tsx")).StudentDialog);

/** The staff's place: every student, the conversation that the address names, and who that is. */
export function DeskScreen({ studentId }: { studentId: string | undefined }) {
  const chosen = studentId as AccountId | undefined;
  const wide = useMedia(WIDE);
  const usable = useSignal(isUsable);
  const [beside, setBeside] = useState(true);
  const [above, setAbove] = useState(false);
  const address = useDeskAddress(chosen);
  const loaded = useStudentDetails(chosen);
  const shown = useDeskList(address.question);
  useDeskKeys(chosen, shown, address.pathOf);
  const showDetails = useCallback(() => (wide ? setBeside((before) => !before) : setAbove(true)), [wide]);
  return (
    <>
      <Panes
        showing={chosen === undefined ? "list" : "main"}
        listLabel={m.navigation_messages()}
        list={<DeskListPane shown={shown} selected={chosen} />}
        main={
          chosen === undefined ? (
            <EmptyState icon={<Icon of={MessagesSquare} size={22} />} title={m.desk_none_chosen()}>
              {m.desk_none_chosen_text()}
            </EmptyState>
          ) : (
            <ConversationPane
              studentId={chosen}
              details={loaded.details}
              leaveTo={address.pathOf(null)}
              detailsShown={wide ? beside : above}
              onShowDetails={showDetails}
            />
          )
        }
        detailsLabel={m.desk_details()}
        details={
          chosen !== undefined && wide && beside ? (
            <PartBoundary resetKey={chosen}>
              <Suspense fallback={null}>
                <AfterThread of={chosen}>
                  {usable && <StudentPanel key={chosen} studentId={chosen} {...loaded} />}
                </AfterThread>
              </Suspense>
            </PartBoundary>
          ) : undefined
        }
      />
      {chosen !== undefined && !wide && above && (
        <Suspense fallback={null}>
          <StudentDialog studentId={chosen} {...loaded} onClose={() => setAbove(false)} />
        </Suspense>
      )}
    </>
  );
}

const hasConversation = ({ conversation }: DeskEntryRow) => conversation !== null;

function useDeskKeys(
  chosen: AccountId | undefined,
  { list, state: { rows } }: ShownList,
  pathOf: (studentId: AccountId) => string,
) {
  const [, navigate] = useLocation();
  const { toggle } = useConversationStatus(chosen);
  // A conversation that has been read may leave the list that it was chosen from; its place is remembered.
  const place = useRef(-1);
  const found = rows.findIndex(({ student }) => student.accountId === chosen);
  if (found >= 0) place.current = found;
  useScreenKeys({
    step: (by) => {
      const next = found >= 0 ? found + by : place.current + (by > 0 ? 0 : -1);
      const from = Math.min(Math.max(next, 0), rows.length - 1);
      // Passing by starts no conversation: the student would be told of it.
      const target =
        by > 0 ? rows.slice(from).find(hasConversation) : rows.slice(0, from + 1).findLast(hasConversation);
      if (next >= rows.length - 2) void list.loadMore();
      if (target !== undefined) navigate(pathOf(target.student.accountId));
    },
    search: focusDeskFind,
    toggleClosed: () => void toggle?.(),
  });
}
